import type { RuleSetDocument, TestCase } from '@waybill/rules';
import { freeName } from '../../table/sheet/sheet.ts';

/** Edits of the list of tests in a document. Those that are about a test that is not there change nothing. */

export function withTest(document: RuleSetDocument, test: TestCase): RuleSetDocument {
  return { ...document, tests: [...(document.tests ?? []), test] };
}

export function changed(
  document: RuleSetDocument,
  id: string,
  edit: (test: TestCase) => TestCase,
): RuleSetDocument {
  return edited(document, id, (tests, at, test) => tests.with(at, edit(test)));
}

/** @param copy Id of the copy */
export function duplicated(document: RuleSetDocument, id: string, copy: string): RuleSetDocument {
  return edited(document, id, (tests, at, test) =>
    tests.toSpliced(at + 1, 0, { ...test, id: copy }),
  );
}

export function without(document: RuleSetDocument, id: string): RuleSetDocument {
  return edited(document, id, (tests, at) => tests.toSpliced(at, 1));
}

/** @param by Places down the list, or up when negative; not beyond its ends */
export function moved(document: RuleSetDocument, id: string, by: number): RuleSetDocument {
  return edited(document, id, (tests, at, test) => {
    const to = Math.min(Math.max(at + by, 0), tests.length - 1);
    return tests.toSpliced(at, 1).toSpliced(to, 0, test);
  });
}

/** An id that no test has yet. */
export function freeId(document: RuleSetDocument, wanted: string): string {
  return freeName(
    wanted,
    (document.tests ?? []).map(({ id }) => id),
  );
}

function edited(
  document: RuleSetDocument,
  id: string,
  edit: (tests: readonly TestCase[], at: number, test: TestCase) => readonly TestCase[],
): RuleSetDocument {
  const tests = document.tests ?? [];
  const at = tests.findIndex((test) => test.id === id);
  const test = tests[at];
  if (test === undefined) return document;
  return { ...document, tests: edit(tests, at, test) };
}
