import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ExpressionCase } from './testing/expression-case.ts';
import { expectedOf, outcomeOf, titleOf } from './testing/expression-case.ts';

/** Cases of our own after a section of the conformance tests of CEL (github.com/google/cel-spec, tests/simple/testdata). */
interface Section {
  /** As `file/section` there. */
  readonly section: string;
  readonly cases: readonly CelCase[];
}

/** A case that CEL answers the same, unless `cel` has its answer, and `why` says why ours is another. */
interface CelCase extends ExpressionCase {
  readonly cel?: string;
}

const sections = JSON.parse(
  readFileSync(new URL('../cases/cel-conformance.json', import.meta.url), 'utf8'),
) as Section[];

describe.each(sections)('CEL $section', ({ cases }) => {
  it.each(cases.map((one) => [celTitleOf(one), one] as const))('%s', (_title, one) => {
    expect(outcomeOf(one)).toMatchObject(expectedOf(one));
    if (one.cel !== undefined) expect(one.why).toBeDefined();
  });
});

function celTitleOf(one: CelCase): string {
  const title = titleOf(one);
  return one.cel === undefined ? title : `${title}, where CEL gives ${one.cel}`;
}
