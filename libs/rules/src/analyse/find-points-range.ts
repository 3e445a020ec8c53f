import type { CheckedClause, CheckedOutcome, CheckedRuleSet } from '../check/checked-rule-set.ts';
import type { NumberRange } from '../check/number-range.ts';
import { exactly } from '../check/number-range.ts';
import { sumOf } from '../check/range-arithmetic.ts';
import type { Findings } from '../check/scope.ts';
import { pointerTo } from '../diagnostic.ts';
import { documentLimits } from '../document/document-limits.ts';

/**
 * Reports clauses whose points are always above what a row may earn, or always below zero, whatever other clauses add. What a row
 * earns is a sum, so a clause that takes away is only reported when nothing gives as much.
 */
export function findPointsOutOfRange(ruleSet: CheckedRuleSet, findings: Findings): void {
  const clauses = ruleSet.groups.flatMap((group) => group.clauses);
  const accruals = new Map(clauses.map((clause) => [clause, accrualOf(clause)]));
  const taken = total([...accruals.values()].map((range) => Math.min(0, range?.least ?? 0)));
  const given = total([...accruals.values()].map((range) => Math.max(0, range?.most ?? 0)));
  const report = reporter(ruleSet.pointsMax, findings);
  for (const [clause, own] of accruals) {
    if (own !== null) {
      const least = own.least + taken - Math.min(0, own.least);
      const most = own.most + given - Math.max(0, own.most);
      report(clause, 'accrue', least, most);
    }
    for (const outcome of clause.outcomes)
      if (outcome.do === 'reverse' && outcome.points !== null)
        report(clause, 'reverse', outcome.points.range.least, outcome.points.range.most);
  }
}

/** What the accruals of a clause add up to; null when it has none. */
function accrualOf({ outcomes }: CheckedClause): NumberRange | null {
  const ranges = outcomes.flatMap((one) => (one.do === 'accrue' ? [one.points.range] : []));
  return ranges.length === 0 ? null : ranges.reduce(sumOf, exactly(0));
}

/** What a row may earn without anybody having said so in the rules. */
const { pointsMaxDefault } = documentLimits;

/** A slip of some zeros is stopped by the limit for a row, so whoever lifts it is told, and whoever approves it. */
export function findHighLimit({ pointsMax }: CheckedRuleSet, findings: Findings): void {
  if (pointsMax <= pointsMaxDefault) return;
  findings.warn(
    'rule-points-max',
    '/pointsMax',
    `A single row may earn up to ${String(pointsMax)} points; more than ${String(pointsMaxDefault)} is unusual. Lower pointsMax, so that a mistake in a factor fails instead of being booked.`,
  );
}

function reporter(pointsMax: number, findings: Findings) {
  return (clause: CheckedClause, does: CheckedOutcome['do'], least: number, most: number) => {
    const at = clause.outcomes.findIndex((outcome) => outcome.do === does);
    const place = pointerTo(pointerTo(clause.pointer, 'then'), at);
    const warn = (message: string) => {
      findings.warn('rule-overflow', pointerTo(place, 'points'), message);
    };
    if (least > pointsMax)
      warn(
        `${clause.label} always comes to more than ${String(pointsMax)} points, the limit for one row, so every row that it decides fails (RULE-008). Lower the points, or raise pointsMax.`,
      );
    if (most < 0)
      warn(
        `${clause.label} always comes to less than 0 points, so every row that it decides fails (RULE-009). Points are taken back with reverse.`,
      );
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
