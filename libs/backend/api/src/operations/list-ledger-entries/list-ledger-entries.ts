import type { LedgerEntry, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { LedgerStore } from '@waybill/store';

export interface ListLedgerEntriesPorts {
  ledger: Pick<LedgerStore, 'list'>;
}

/** A page of the ledger, newest first. */
export async function listLedgerEntries(
  { query, caller }: Asked<typeof operations.listLedgerEntries>,
  { ledger }: ListLedgerEntriesPorts,
): Promise<Result<Page<LedgerEntry>>> {
  const { sort: _newest, ...filter } = query;
  return success(await ledger.list(filter, caller.partner));
}
