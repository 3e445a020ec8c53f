import type { Value } from '@waybill/tabular';
import type { ArchivedRow } from '../../archived-row/read-archived-row.ts';

/** The row's values under the id it was booked with: a derived id counts equal rows, which one row alone cannot. */
export function withBookedId({ slots, values }: ArchivedRow, txnId: string): Value[] {
  return (values ?? []).map((value, slot) => (slots[slot]?.name === 'txnId' ? txnId : value));
}
