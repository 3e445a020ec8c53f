import { canonicalFields } from '../canonical-record.ts';
import type { FeedFormat } from '../feed-format.ts';
import { requiredColumns } from './resolve-header.ts';

/** Columns without which no row could be read: required ones, sources of required fields, and those of a derived key. */
export function neededColumns({ documentType, layout, mapping }: FeedFormat): ReadonlySet<string> {
  const needed = new Set(requiredColumns(layout));
  const requiredFields = new Set(
    canonicalFields[documentType].filter((field) => field.required).map((field) => field.name),
  );
  for (const { field, column, default: fallback } of mapping.fields)
    if (column !== undefined && fallback === undefined && requiredFields.has(field))
      needed.add(column);
  if (mapping.transactionKey.kind === 'derived')
    for (const column of mapping.transactionKey.columns) needed.add(column);
  return needed;
}
