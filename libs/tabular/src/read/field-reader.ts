import type { CanonicalField, Value } from '../canonical-record.ts';
import type { Column, FieldMapping, ValueMap } from '../feed-format.ts';
import { isFlaw, type CellFlaw, type ParseCell } from './cell-flaw.ts';
import { isLongerThan, parserOf, scaleOf } from './column-reader.ts';
import { minorUnitDigits } from './currency.ts';
import { dateCell } from './date-cell.ts';
import { identifierFlaw, utf8Length } from './identifier.ts';
import { fieldScale, isIdentifier } from './slots.ts';

/** Fills one slot. */
export interface FieldReader {
  field: CanonicalField;
  slot: number;
  /** Position of the source column in the layout, -1 for a constant. */
  column: number;
  columnName: string | undefined;
  /** The column's own value is the field's: nothing to convert. */
  direct: boolean;
  convert: ParseCell;
  /** Value when the cell is absent. */
  absent: Value;
}

/** @throws Error when a constant or default is no value of the field; `checkFormat` says so beforehand. */
export function fieldReader(
  field: CanonicalField,
  slot: number,
  mapping: FieldMapping | undefined,
  columns: readonly Column[],
  valueMaps: readonly ValueMap[],
): FieldReader {
  const position = columns.findIndex((column) => column.name === mapping?.column);
  const column = columns[position];
  const map = valueMaps.find((candidate) => candidate.name === mapping?.valueMap);
  const checked = withFieldChecks(field, conversionFor(field, column, map));
  const literal = literalParser(field);
  return {
    field,
    slot,
    column: position,
    columnName: column?.name,
    direct: map === undefined && sameValue(field, column) && !needsChecks(field),
    convert: map === undefined ? checked : translated(map, literal),
    absent: literalValue(field, mapping?.constant ?? mapping?.default, literal),
  };
}

/** How constants, defaults and the targets of value maps are read: in canonical form, not in the partner's. */
export function literalParser(field: CanonicalField): ParseCell {
  return withFieldChecks(field, conversionFor(field, undefined, undefined));
}

function sameValue(field: CanonicalField, column: Column | undefined): boolean {
  if (column?.type !== field.type) return false;
  return field.type !== 'decimal' || scaleOf(column) === fieldScale(field);
}

function needsChecks(field: CanonicalField): boolean {
  return isIdentifier(field) || field.name === 'currency' || field.maxLength !== undefined;
}

/** Text of a cell of `column` (of nothing in particular when undefined) → value of the field's type. */
function conversionFor(
  field: CanonicalField,
  column: Column | undefined,
  map: ValueMap | undefined,
): ParseCell {
  const source = map === undefined ? column : undefined;
  if (field.type === 'text') return (text) => text;
  if (field.type === 'date' && source !== undefined) return dateCell(source);
  const { name, type } = field;
  if (type === 'decimal')
    return parserOf({
      ...plainOr(source),
      name,
      required: false,
      type,
      ...decimalShape(field, source),
    });
  return parserOf({ ...plainOr(source), name, required: false, type });
}

function plainOr(source: Column | undefined): Partial<Column> {
  return source ?? {};
}

function decimalShape(field: CanonicalField, source: Column | undefined): Partial<Column> {
  const scale = source?.scale ?? (fieldScale(field) > 4 ? fieldScale(field) : undefined);
  return scale === undefined ? {} : { scale };
}

function translated(map: ValueMap, convert: ParseCell): ParseCell {
  const entries = new Map(Object.entries(map.entries));
  const flaw: CellFlaw = {
    name: 'VALUE_MAP',
    expected: `a value that the map “${map.name}” knows`,
  };
  return (text) => {
    const target = entries.get(text) ?? map.otherwise;
    if (target === undefined) return flaw;
    return target === '' ? null : convert(target);
  };
}

function withFieldChecks(field: CanonicalField, convert: ParseCell): ParseCell {
  const check = fieldCheck(field);
  if (check === null) return convert;
  const keep = isIdentifier(field) ? detached : (text: string) => text;
  return (text) => {
    const value = convert(text);
    return typeof value === 'string' ? (check(value) ?? keep(value)) : value;
  };
}

const noCurrency: CellFlaw = {
  name: 'CURRENCY',
  expected: 'an ISO 4217 currency code such as USD',
};

function fieldCheck(field: CanonicalField): ((text: string) => CellFlaw | null) | null {
  const { maxLength } = field;
  if (field.name === 'currency')
    return (text) => (minorUnitDigits(text) === undefined ? noCurrency : null);
  if (isIdentifier(field)) return identifierCheck(maxLength ?? 64);
  if (maxLength === undefined) return null;
  const flaw: CellFlaw = {
    name: 'FIELD_TOO_LONG',
    expected: `at most ${String(maxLength)} characters`,
  };
  return (text) => (isLongerThan(text, maxLength) ? flaw : null);
}

/**
 * The same text in memory of its own: ids are what callers remember for long (members, seen transactions), and a slice
 * would keep the whole block it was cut from alive. V8 copies slices shorter than 13 characters anyway.
 */
function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

function identifierCheck(bytesMax: number): (text: string) => CellFlaw | null {
  const flaw: CellFlaw = {
    name: 'FIELD_TOO_LONG',
    expected: `an id of at most ${String(bytesMax)} bytes`,
  };
  return (text) => (utf8Length(text) > bytesMax ? flaw : identifierFlaw(text));
}

function literalValue(field: CanonicalField, text: string | undefined, convert: ParseCell): Value {
  if (text === undefined || text === '') return null;
  const value = convert(text);
  if (isFlaw(value)) throw new Error(`“${text}” is no ${field.name}: expected ${value.expected}.`);
  return value;
}
