import type { RuleSetDocument } from '@waybill/rules';

type Clause = Pick<NonNullable<RuleSetDocument['rules']>[number], 'effectiveFrom' | 'effectiveTo'>;
type Outcome = NonNullable<RuleSetDocument['rules']>[number]['then'][number];

/** One outcome of a clause, as a person would say it. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.do) {
    case 'accrue': {
      const { points, expires } = outcome;
      if (!expires) return `give ${points} points`;
      const end = expires.endOf ? `, at the end of the ${expires.endOf}` : '';
      return `give ${points} points that expire after ${String(expires.months)} months${end}`;
    }
    case 'reverse':
      return outcome.points ? `take back ${outcome.points} points` : 'take back what was given';
    case 'set':
      return `set ${outcome.field} to ${outcome.value}`;
    case 'skip':
      return `book nothing: ${outcome.reason}`;
    case 'reject':
      return `reject: ${outcome.message}`;
    case 'warn':
      return `warn: ${outcome.message}`;
  }
}

/** "from 2026-11-01 to 2026-12-31"; '' for a clause that always applies. */
export function periodText({ effectiveFrom, effectiveTo }: Clause): string {
  const parts = [
    effectiveFrom ? `from ${effectiveFrom}` : '',
    effectiveTo ? `to ${effectiveTo}` : '',
  ];
  return parts.filter(Boolean).join(' ');
}
