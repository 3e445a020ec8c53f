import type { FeedConfig } from '@waybill/store';
import type { FeedFormat, FeedReader } from '@waybill/tabular';
import type { MappedRow } from '../map-rows/mapped-row.ts';
import type { DecidedRow, PurchaseTerms } from './purchase-settlement.ts';

/** What is the same for all purchases of a feed that are read in one format. */
export function feedTerms(
  { feedNo, partnerNo, unknownMembers }: FeedConfig,
  { mapping }: FeedFormat,
  { slots }: FeedReader,
): Pick<PurchaseTerms, 'feedNo' | 'partnerNo' | 'dateSlot' | 'members'> {
  const memberField = mapping.fields.find(({ field }) => field === 'memberNo');
  return {
    feedNo,
    partnerNo,
    dateSlot: slots.findIndex(({ name }) => name === 'occurredOn'),
    members: { unknownMembers, column: memberField?.column ?? 'memberNo' },
  };
}

/** Whose state decides whether they earn. */
export function earningMembers(rows: readonly DecidedRow[]): Set<string> {
  const members = new Set<string>();
  for (const { row, decision } of rows) {
    if (decision?.kind === 'accrue' && row.memberNo !== null) members.add(row.memberNo);
  }
  return members;
}

/** Returns need their original; everything else only when somebody may have booked it. */
export function idsToLookUp(rows: readonly DecidedRow[], { all }: { all: boolean }): string[] {
  const ids = new Set<string>();
  for (const { row, decision } of rows) {
    if (decision === null || row.txnId === null) continue;
    if (all || decision.kind === 'reverse') ids.add(row.txnId);
    if (decision.kind === 'reverse' && row.originalTxnId !== null) ids.add(row.originalTxnId);
  }
  return [...ids].sort();
}

/** What rows are about is known before they are decided. */
export function allIds(rows: readonly MappedRow[]): string[] {
  const ids = new Set<string>();
  for (const { txnId, originalTxnId } of rows) {
    if (txnId !== null) ids.add(txnId);
    if (originalTxnId !== null) ids.add(originalTxnId);
  }
  return [...ids].sort();
}
