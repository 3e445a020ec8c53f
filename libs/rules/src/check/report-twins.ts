import type { Findings } from './scope.ts';

/** Reports every id that an earlier item of the list has as well. */
export function reportTwins(
  items: readonly { readonly id: string }[],
  pointer: string,
  findings: Findings,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (seen.has(id))
      findings.error(
        'rule-duplicate-name',
        `${pointer}/${index}/id`,
        `The id ${id} is used twice.`,
      );
    seen.add(id);
  }
}
