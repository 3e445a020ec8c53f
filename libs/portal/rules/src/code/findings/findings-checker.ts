import { InjectionToken } from '@angular/core';
import type { Slot } from '@waybill/rules';
import type { Findings } from '../language/findings.ts';
import { OwnWorker as Worker } from '../monaco/own-worker.ts';

interface Asked {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** Checks texts in a worker, one at a time; of those that come meanwhile only the last is checked. */
export class FindingsChecker {
  private readonly worker = new Worker(new URL('./findings.worker', import.meta.url), {
    type: 'module',
    name: 'findings',
  });
  private readonly answered: (findings: Findings, text: string) => void;
  private checking: string | null = null;
  private asked: Asked | null = null;
  private next: Asked | null = null;

  /** @param answered What was found in a text that was handed in, the newest that is known */
  constructor(answered: (findings: Findings, text: string) => void) {
    this.answered = answered;
    this.worker.addEventListener('message', ({ data }: MessageEvent<Findings>) => {
      const text = this.checking;
      this.checking = null;
      this.begin();
      if (text !== null) this.answered(data, text);
    });
  }

  /** Nothing is done for what was asked last. */
  check(text: string, slots: readonly Slot[]): void {
    if (this.asked?.text === text && this.asked.slots === slots) return;
    this.asked = { text, slots };
    this.next = this.asked;
    this.begin();
  }

  stop(): void {
    this.worker.terminate();
  }

  private begin(): void {
    if (this.checking !== null || this.next === null) return;
    this.checking = this.next.text;
    this.worker.postMessage(this.next);
    this.next = null;
  }
}

/** Starts a checker; specs, which have no workers, bring another. */
export const FINDINGS_CHECKER = new InjectionToken<
  (answered: (findings: Findings, text: string) => void) => Pick<FindingsChecker, 'check' | 'stop'>
>('findings checker', {
  providedIn: 'root',
  factory: () => (answered) => new FindingsChecker(answered),
});
