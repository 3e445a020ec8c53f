import { OwnWorker as Worker } from '../../code/monaco/own-worker.ts';
import type { Asked } from './judge-row.ts';
import type { Answered, Judge } from './judge.ts';
import type { Verdict } from './verdict.ts';

/** Decides rows in a worker, one at a time; of those that come meanwhile only the last is decided. */
export class JudgeBeside implements Judge {
  private readonly worker = new Worker(new URL('./judge.worker', import.meta.url), {
    type: 'module',
    name: 'judge',
  });
  private judging: Asked | null = null;
  private next: Asked | null = null;

  constructor(answered: Answered, failed: () => void) {
    this.worker.addEventListener('error', failed);
    this.worker.addEventListener('message', ({ data }: MessageEvent<Verdict | null>) => {
      const asked = this.judging;
      this.judging = null;
      this.begin();
      if (asked !== null) answered(data, asked);
    });
  }

  judge(asked: Asked): void {
    this.next = asked;
    this.begin();
  }

  stop(): void {
    this.worker.terminate();
  }

  private begin(): void {
    if (this.judging !== null || this.next === null) return;
    this.judging = this.next;
    this.worker.postMessage(this.next);
    this.next = null;
  }
}
