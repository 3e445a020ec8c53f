import { compileRuleSet } from '../compile/compile-rule-set.ts';
import type { Program } from '../compile/program.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import type { ExpectedDecision, TestCase } from '../document/test-case.ts';
import type { Decision } from '../evaluate/decision.ts';
import type { Slot } from '../value.ts';
import type { Coverage } from './coverage.ts';
import { coverageOf } from './coverage.ts';
import { mismatchOf } from './expectation.ts';
import { readRow } from './test-row.ts';

export interface TestRun {
  readonly results: readonly TestResult[];
  readonly passed: number;
  readonly failed: number;
  readonly coverage: Coverage;
}

export interface TestResult {
  readonly id: string;
  readonly title: string | null;
  readonly passed: boolean;
  readonly expected: ExpectedDecision;
  /** Null when the rule set has errors and cannot run. */
  readonly decision: Decision | null;
  /** Why the test failed, as a sentence; null when it passed. */
  readonly mismatch: string | null;
}

/** Runs the tests of a document. Those of one that does not compile all fail. */
export function runTests(document: RuleSetDocument, slots: readonly Slot[]): TestRun {
  const compiled = compileRuleSet(document, slots);
  const tests = document.tests ?? [];
  const runs = tests.map((test) =>
    compiled.ok ? runTest(test, document, slots, compiled.program) : unable(test),
  );
  const passed = runs.filter(({ result }) => result.passed).length;
  return {
    results: runs.map(({ result }) => result),
    passed,
    failed: runs.length - passed,
    coverage: coverageOf(
      document,
      runs.map(({ fired }) => fired),
    ),
  };
}

interface Run {
  readonly result: TestResult;
  /** The clauses that fired. */
  readonly fired: readonly string[];
}

function runTest(
  { id, title, row, expect: expected }: TestCase,
  document: RuleSetDocument,
  slots: readonly Slot[],
  program: Program,
): Run {
  const { values, facts } = readRow(document, slots, row);
  const needed = program.facts.map((name) => facts[name]);
  const { decision, steps } = program.trace(values, needed);
  const fired = steps.flatMap((step) =>
    step.kind === 'clause' && step.effects.length > 0 ? [step.clause] : [],
  );
  const mismatch = mismatchOf(expected, decision);
  const passed = mismatch === null;
  return { result: { id, title: title ?? null, passed, expected, decision, mismatch }, fired };
}

function unable({ id, title, expect: expected }: TestCase): Run {
  const mismatch = 'The rule set has errors, so this test cannot run.';
  const result = { id, title: title ?? null, passed: false, expected, decision: null, mismatch };
  return { result, fired: [] };
}
