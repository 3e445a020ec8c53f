import type { Slot } from '@waybill/rules';
import { OwnWorker as Worker } from '../../code/monaco/own-worker.ts';
import { findingsOf } from './findings.ts';
import type { Findings } from './findings.ts';

/** On the page's own thread so long after the last key: checking a thousand rows takes longer than a key may. */
const restMs = 120;

interface Asked {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/**
 * Checks texts in a worker, one at a time; of those that come meanwhile only the last is checked. On the page's own thread where there
 * is no worker, and from when its script could not be fetched, as after a release.
 */
export class FindingsChecker {
  private readonly answered: (findings: Findings, text: string) => void;
  private worker: Worker | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private checking: string | null = null;
  private asked: Asked | null = null;
  private next: Asked | null = null;

  /** @param answered What was found in a text that was handed in, the newest that is known */
  constructor(answered: (findings: Findings, text: string) => void) {
    this.answered = answered;
    if ('Worker' in globalThis) this.worker = this.started();
  }

  /** Nothing is done for what was asked last. */
  check(text: string, slots: readonly Slot[]): void {
    if (this.asked?.text === text && this.asked.slots === slots) return;
    this.asked = { text, slots };
    this.next = this.asked;
    this.begin();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
  }

  private started(): Worker {
    const worker = new Worker(new URL('./findings.worker', import.meta.url), {
      type: 'module',
      name: 'findings',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Findings>) => {
      const text = this.checking;
      this.checking = null;
      this.begin();
      if (text !== null) this.answered(data, text);
    });
    worker.addEventListener('error', () => {
      worker.terminate();
      this.worker = null;
      this.next = this.asked;
      this.begin();
    });
    return worker;
  }

  private begin(): void {
    if (this.worker === null) this.beginHere();
    else if (this.checking === null && this.next !== null) {
      this.checking = this.next.text;
      this.worker.postMessage(this.next);
      this.next = null;
    }
  }

  private beginHere(): void {
    const { next } = this;
    if (next === null) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.answered(findingsOf(next.text, next.slots), next.text);
    }, restMs);
  }
}
