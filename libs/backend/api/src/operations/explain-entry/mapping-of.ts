import { isImpersonal, type Explanation } from '@waybill/contracts';
import type { FeedFormat } from '@waybill/tabular';
import type { ArchivedRow } from '../../archived-row/read-archived-row.ts';

/** Where each field of the record came from: its column, and what stood there. */
export function mappingOf(
  row: ArchivedRow,
  format: FeedFormat,
  isReadable: boolean,
): Explanation['mapping'] {
  return format.mapping.fields.map(({ field, column }) => ({
    field,
    column: column ?? null,
    cell: column !== undefined && (isReadable || isImpersonal(field)) ? row.cellOf(column) : null,
  }));
}
