import type { ColumnType, DocumentType } from './feed-format.ts';

/**
 * A typed cell. Exact by construction, never a float:
 * text → string · integer → safe integer · decimal → safe integer, unscaled by the field's `scale` (12.30 at scale 4 is 123000) ·
 * date → days since 1970-01-01 · timestamp → milliseconds since 1970-01-01T00:00Z · boolean · null for no value.
 */
export type Value = string | number | boolean | null;

export interface CanonicalField {
  name: string;
  type: ColumnType;
  required: boolean;
  scale?: number;
  maxLength?: number;
}

/** Digits after the point of every canonical amount: the most any ISO 4217 currency has. */
export const amountScale = 4;

/** The fields that every partner's file is mapped to, in slot order. Rules see exactly these names. */
export const canonicalFields: Record<DocumentType, readonly CanonicalField[]> = {
  purchase: [
    { name: 'txnId', type: 'text', required: true, maxLength: 64 },
    { name: 'memberNo', type: 'text', required: true, maxLength: 64 },
    { name: 'occurredOn', type: 'date', required: true },
    { name: 'amount', type: 'decimal', required: true, scale: amountScale },
    { name: 'currency', type: 'text', required: true, maxLength: 3 },
    { name: 'quantity', type: 'integer', required: false },
    { name: 'kind', type: 'text', required: false, maxLength: 32 },
    { name: 'originalTxnId', type: 'text', required: false, maxLength: 64 },
    { name: 'store', type: 'text', required: false, maxLength: 64 },
    { name: 'category', type: 'text', required: false, maxLength: 64 },
    { name: 'note', type: 'text', required: false, maxLength: 1024 },
  ],
  roster: [
    { name: 'memberNo', type: 'text', required: true, maxLength: 64 },
    { name: 'name', type: 'text', required: false, maxLength: 200 },
    { name: 'email', type: 'text', required: false, maxLength: 254 },
    { name: 'status', type: 'text', required: false, maxLength: 16 },
    { name: 'jobTitle', type: 'text', required: false, maxLength: 100 },
    { name: 'department', type: 'text', required: false, maxLength: 100 },
    { name: 'hiredOn', type: 'date', required: false },
    { name: 'bornOn', type: 'date', required: false },
  ],
};
