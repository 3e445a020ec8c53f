import { amountScale, canonicalFields, type CanonicalField } from '../canonical-record.ts';
import type { Column, FeedFormat, FieldMapping } from '../feed-format.ts';
import { scaleOf } from './column-reader.ts';

/**
 * The fields of this feed's records, in the order of their values: the canonical ones of the document type, then every
 * other mapped name with the type of its column, so that rules can use what only this partner sends.
 */
export function slotsOf({ documentType, layout, mapping }: FeedFormat): readonly CanonicalField[] {
  const canonical = canonicalFields[documentType];
  const known = new Set(canonical.map((field) => field.name));
  const own = mapping.fields
    .filter((entry) => !known.has(entry.field))
    .map((entry) =>
      ownField(
        entry,
        layout.columns.find((column) => column.name === entry.column),
      ),
    );
  return [...canonical, ...own];
}

function ownField({ field, valueMap }: FieldMapping, column: Column | undefined): CanonicalField {
  if (column === undefined || valueMap !== undefined)
    return { name: field, type: 'text', required: false };
  const shape: CanonicalField = { name: field, type: column.type, required: column.required };
  if (column.type === 'decimal') shape.scale = scaleOf(column);
  if (column.type === 'text' && column.maxLength !== undefined) shape.maxLength = column.maxLength;
  return shape;
}

/** Fields that name somebody or something and so have to be canonical. */
const identifiers = new Set(['txnId', 'memberNo', 'originalTxnId']);

export function isIdentifier(field: CanonicalField): boolean {
  return identifiers.has(field.name);
}

export function fieldScale(field: CanonicalField): number {
  return field.scale ?? amountScale;
}
