import type { CheckedClause } from '../check/checked-rule-set.ts';
import type { Outcome } from '../document/rule-set-document.ts';

/** Whether nothing else happens to a row once the clause has fired. */
export function endsRow({ outcomes }: CheckedClause): boolean {
  return outcomes.some((outcome) => ['reject', 'skip', 'reverse'].includes(outcome.do));
}

/** Whether the clause gives something: points, a value, or points taken back. */
export function gives({ outcomes }: CheckedClause): boolean {
  return outcomes.some((outcome) => ['accrue', 'set', 'reverse'].includes(outcome.do));
}

/** What a clause does, so that equal texts mean the same. */
export function doingOf({ written }: CheckedClause): string {
  return JSON.stringify(written.then.map(sorted));
}

function sorted(outcome: Outcome): [string, unknown][] {
  return Object.entries(outcome).sort(([a], [b]) => (a < b ? -1 : 1));
}
