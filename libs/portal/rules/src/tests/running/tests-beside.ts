import { InjectionToken } from '@angular/core';
import type { RuleSetDocument, Slot } from '@waybill/rules';
import { OwnWorker as Worker } from '../../code/monaco/own-worker.ts';
import { AskedBeside } from '../../workspace/asked-beside.ts';
import { runCases } from './run-cases.ts';
import type { CaseRun } from './run-cases.ts';

/** A document whose tests are to be run. */
export interface Question {
  readonly document: RuleSetDocument;
  readonly slots: readonly Slot[];
}

export type Answered = (run: CaseRun, question: Question) => void;
type TestsBeside = AskedBeside<Question, CaseRun>;

/** Starts a worker for tests; specs, which have none, bring another. */
export const TESTS_BESIDE = new InjectionToken<
  (answered: Answered) => Pick<TestsBeside, 'ask' | 'stop'>
>('runner of tests', {
  providedIn: 'root',
  factory: () => (answered) => {
    const worker = new Worker(new URL('./tests.worker', import.meta.url), {
      type: 'module',
      name: 'tests',
    });
    return new AskedBeside(worker, ({ document, slots }) => runCases(document, slots), answered);
  },
});
