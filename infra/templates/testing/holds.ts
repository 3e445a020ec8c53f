import { expect, it } from 'vitest';
import { allTemplates } from '../all-templates.ts';
import type { Change, Check } from './changed.ts';

const templates = allTemplates();

/**
 * Two specs: that the templates pass a check, and that the check complains about each way of breaking them.
 *
 * @param line what is held, with the number of its line in the list of what the case study asks
 */
export function holds(line: string, check: Check, ...breaks: readonly [Change, ...Change[]]): void {
  it(line, () => {
    expect(check(templates)).toEqual([]);
  });

  it.each(breaks.map((broken, index) => [index + 1, broken] as const))(
    `${line}: is seen failing (%i)`,
    (_, broken) => {
      expect(check(broken(templates))).not.toEqual([]);
    },
  );
}
