import type { LedgerEntry } from '@waybill/contracts';
import { compileRuleSet } from '@waybill/rules';
import type { RuleSetDocument } from '@waybill/rules';
import { withBookedId } from './booked-id.ts';
import type { ArchivedRow } from '../../archived-row/read-archived-row.ts';

/** What the rules give for the row now, signed as the entry is; null when they give it no points of its own. */
export function recomputePoints(
  rules: RuleSetDocument | null,
  row: ArchivedRow,
  entry: Pick<LedgerEntry, 'kind' | 'txnId'>,
): number | null {
  if (rules === null || row.values === null) return null;
  const compiled = compileRuleSet(rules, row.slots);
  if (!compiled.ok) return null;
  const decision = compiled.program.evaluate(withBookedId(row, entry.txnId));
  if (decision.kind === 'accrue') {
    return entry.kind === 'accrual' ? decision.points : -decision.points;
  }
  return decision.kind === 'reverse' && decision.points !== null ? -decision.points : null;
}
