import { isImpersonal, type Explanation, type LedgerEntry } from '@waybill/contracts';
import type { CanonicalField, Value } from '@waybill/tabular';
import { withBookedId } from './booked-id.ts';
import { decimalText } from '../../decimal-text.ts';
import type { ArchivedRow } from '../../archived-row/read-archived-row.ts';

const msPerDay = 86_400_000;

/** The canonical record as text, exact; null when the line does not read as one. */
export function recordText(
  row: ArchivedRow,
  { txnId }: Pick<LedgerEntry, 'txnId'>,
  isReadable: boolean,
): Explanation['record'] {
  if (row.values === null) return null;
  const values = withBookedId(row, txnId);
  return Object.fromEntries(
    row.slots.map((field, slot) => [
      field.name,
      isReadable || isImpersonal(field.name) ? textOf(values[slot] ?? null, field) : null,
    ]),
  );
}

function textOf(value: Value, { type, scale = 0 }: CanonicalField): string | null {
  if (value === null) return null;
  if (typeof value !== 'number') return String(value);
  if (type === 'date') return new Date(value * msPerDay).toISOString().slice(0, 10);
  if (type === 'timestamp') return new Date(value).toISOString();
  return type === 'decimal' && scale > 0 ? decimalText(value, scale) : String(value);
}

/** 123000 at scale 4 is `12.3000`; by text, since a division would round. */
