import { InjectionToken } from '@angular/core';
import type { RuleSetDocument, Slot } from '@waybill/rules';
import { OwnWorker as Worker } from '../../code/monaco/own-worker.ts';
import type { CaseRun } from './run-cases.ts';

export interface Question {
  readonly document: RuleSetDocument;
  readonly slots: readonly Slot[];
}

/** @param document Whose tests they were */
export type Answered = (run: CaseRun, document: RuleSetDocument) => void;

/** Runs the tests of documents in a worker, one document at a time; of those that come meanwhile only the last. */
export class TestsBeside {
  private readonly worker = new Worker(new URL('./tests.worker', import.meta.url), {
    type: 'module',
    name: 'tests',
  });
  private running: Question | null = null;
  private next: Question | null = null;

  constructor(answered: Answered) {
    this.worker.addEventListener('message', ({ data }: MessageEvent<CaseRun>) => {
      const document = this.running?.document;
      this.running = null;
      this.begin();
      if (document) answered(data, document);
    });
  }

  run(question: Question): void {
    this.next = question;
    this.begin();
  }

  stop(): void {
    this.worker.terminate();
  }

  private begin(): void {
    if (this.running !== null || this.next === null) return;
    this.running = this.next;
    this.worker.postMessage(this.next);
    this.next = null;
  }
}

/** Starts a worker for tests; specs, which have none, bring another. */
export const TESTS_BESIDE = new InjectionToken<
  (answered: Answered) => Pick<TestsBeside, 'run' | 'stop'>
>('runner of tests', {
  providedIn: 'root',
  factory: () => (answered) => new TestsBeside(answered),
});
