import type { ExpectedDecision, TestCase } from '@waybill/rules';
import { counted, figure } from '@waybill/portal-ui';

/** What is expected, or was found, in a few words: “earns 180 points by base/silver”. */
export function decisionWords(decision: ExpectedDecision): string {
  switch (decision.outcome) {
    case 'accrue': {
      const { points, clauses, expiresOn } = decision;
      const earned = points === undefined ? 'points' : counted(points, 'point');
      return `earns ${earned}${by(clauses)}${expiryWords(expiresOn)}`;
    }
    case 'reverse': {
      const { points, clauses } = decision;
      const taken =
        points === undefined ? 'points' : points === null ? 'all' : counted(points, 'point');
      return `takes ${taken} back${by(clauses)}`;
    }
    case 'reject':
      return `is rejected${by(decision.clause)}${because(decision.message)}`;
    case 'skip':
      return `is skipped${by(decision.clause)}${because(decision.reason ?? decision.code)}`;
    case 'error':
      return `fails${by(decision.clause)}${because(decision.message ?? decision.code)}`;
  }
}

export function titleOf({ id, title }: Pick<TestCase, 'id' | 'title'>): string {
  return title === undefined || title === '' ? id : title;
}

/** The values of a row in a line: “amount 120.00, kind RETURN”. */
export function rowWords(row: TestCase['row']): string {
  const given = Object.entries(row).filter(([, value]) => value !== null);
  if (given.length === 0) return 'A row without values';
  return given.map(([name, value]) => `${name} ${value === '' ? '""' : String(value)}`).join(', ');
}

/** “3 tests pass”, “1 of 3 tests does not pass”. */
export function verdictWords(passed: number, total: number): string {
  const wrong = total - passed;
  if (total === 0) return 'There are no tests.';
  if (wrong === 0) return total === 1 ? 'The test passes.' : `All ${figure(total)} tests pass.`;
  return `${figure(wrong)} of ${counted(total, 'test')} ${wrong === 1 ? 'does' : 'do'} not pass.`;
}

function by(clauses: string | null | undefined): string {
  return clauses === undefined || clauses === null || clauses === '' ? '' : ` by ${clauses}`;
}

function because(why: string | undefined): string {
  return why === undefined || why === '' ? '' : `: ${why}`;
}

function expiryWords(day: string | null | undefined): string {
  if (day === undefined) return '';
  return day === null ? ', which never expire' : `, until ${day}`;
}
