import type { operations, Page, RowError } from '@waybill/contracts';
import { rowErrorFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RowErrorStore } from '@waybill/store';

export interface ListRowErrorsPorts {
  rowErrors: Pick<RowErrorStore, 'list'>;
}

/** A page of rows that need attention; their cells are left out for those who may not read personal data. */
export async function listRowErrors(
  { query, caller }: Asked<typeof operations.listRowErrors>,
  { rowErrors }: ListRowErrorsPorts,
): Promise<Result<Page<RowError>>> {
  const { items, next } = await rowErrors.list(query, caller.partner);
  return success({ items: items.map((rowError) => rowErrorFor(caller, rowError)), next });
}
