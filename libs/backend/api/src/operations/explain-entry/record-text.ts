import type { Explanation, LedgerEntry } from '@waybill/contracts';
import type { CanonicalField, Value } from '@waybill/tabular';
import { withBookedId } from './booked-id.ts';
import type { ArchivedRow } from './read-archived-row.ts';

/** What an entry is about. Everything else of a record can name people, so it is shown only to those who may read payload. */
const impersonal = new Set([
  'txnId',
  'memberNo',
  'occurredOn',
  'amount',
  'currency',
  'quantity',
  'kind',
  'originalTxnId',
  'store',
  'category',
]);

export function isImpersonal(field: string): boolean {
  return impersonal.has(field);
}

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
function decimalText(unscaled: number, scale: number): string {
  const digits = String(Math.abs(unscaled)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${unscaled < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
