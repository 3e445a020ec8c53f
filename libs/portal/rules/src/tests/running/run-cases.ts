import { compileRuleSet, expectationOf, runTests } from '@waybill/rules';
import type { Coverage, ExpectedDecision, RuleSetDocument, Slot, TestResult } from '@waybill/rules';

/** What came of one test in the browser. */
export interface CaseResult {
  /** `faulty`: its own values cannot be read; `unable`: the rules have errors, so that no test can run. */
  readonly state: 'passed' | 'failed' | 'faulty' | 'unable';
  /** In full what the rules say; null when it was not run. */
  readonly found: ExpectedDecision | null;
  /** Why it did not pass, as a sentence. */
  readonly why: string | null;
}

export interface CaseRun {
  /** In the order of the tests. */
  readonly results: readonly CaseResult[];
  readonly coverage: Coverage;
}

/**
 * Runs the tests of a document while somebody writes on them: one that cannot be read yet is told apart, and keeps no other from
 * running.
 */
export function runCases(document: RuleSetDocument, slots: readonly Slot[]): CaseRun {
  const run = runTests(document, slots);
  const isCompiled = run.results.every(({ decision }) => decision !== null);
  if (isCompiled) return { results: run.results.map(resultOf), coverage: run.coverage };
  const faults = faultsOf(document, slots);
  if (faults === null) return { results: run.results.map(resultOf), coverage: run.coverage };
  const sound = (document.tests ?? []).filter((_test, index) => !faults.has(index));
  const { results, coverage } = runTests({ ...document, tests: sound }, slots);
  const left = [...results];
  return {
    results: (document.tests ?? []).map((_test, index) => {
      const why = faults.get(index);
      if (why !== undefined) return { state: 'faulty', found: null, why };
      const result = left.shift();
      return result === undefined ? unable : resultOf(result);
    }),
    coverage,
  };
}

const unable: CaseResult = {
  state: 'unable',
  found: null,
  why: 'The rules have errors, so no test can run.',
};

/** What is wrong with tests, by their index; null when something else is wrong as well. */
function faultsOf(
  document: RuleSetDocument,
  slots: readonly Slot[],
): ReadonlyMap<number, string> | null {
  const compiled = compileRuleSet(document, slots);
  const faults = new Map<number, string>();
  for (const { severity, pointer, message } of compiled.ok ? [] : compiled.diagnostics) {
    if (severity !== 'error') continue;
    const [, part, index = ''] = pointer.split('/');
    if (part !== 'tests') return null;
    const at = Number(index);
    if (!faults.has(at)) faults.set(at, message);
  }
  return faults;
}

function resultOf({ passed, decision, mismatch }: TestResult): CaseResult {
  if (decision === null) return unable;
  const found = expectationOf(decision);
  return { state: passed ? 'passed' : 'failed', found, why: mismatch };
}
