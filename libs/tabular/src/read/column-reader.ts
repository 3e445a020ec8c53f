import { amountScale, type Value } from '../canonical-record.ts';
import type { Column, Dialect } from '../feed-format.ts';
import { isFlaw, type CellFlaw, type ParseCell } from './cell-flaw.ts';
import { dateCell, timestampCell } from './date-cell.ts';
import { numberCell } from './number-cell.ts';

/** Digits behind the point of a decimal column's value: those of an amount, or more when the layout says so. */
export function scaleOf(column: Column): number {
  return Math.max(amountScale, column.scale ?? 0);
}

/** How the text of a column becomes a value of its own type. @throws RangeError for an unknown time zone. */
export function parserOf(column: Column): ParseCell {
  const separator = column.decimalSeparator ?? '.';
  switch (column.type) {
    case 'text':
      return (text) => text;
    case 'integer':
      return numberCell({ scale: 0, separator });
    case 'decimal':
      return numberCell({ scale: scaleOf(column), digitsMax: column.scale, separator });
    case 'date':
      return dateCell(column);
    case 'timestamp':
      return timestampCell(column);
    case 'boolean':
      return booleanCell(column.trueTokens ?? ['true'], column.falseTokens ?? ['false']);
  }
}

function booleanCell(trueTokens: readonly string[], falseTokens: readonly string[]): ParseCell {
  const expected = `one of ${[...trueTokens, ...falseTokens].join(', ')}`;
  const flaw: CellFlaw = { name: 'BOOLEAN', expected };
  return (text) => (trueTokens.includes(text) ? true : falseTokens.includes(text) ? false : flaw);
}

/** What the layout promises about a column's cells, compiled: text → value of the column's type or the flaw. */
export function checkedParser(column: Column): ParseCell {
  const checks = [lengthCheck(column), allowedCheck(column)].filter((check) => check !== null);
  const parse = parserOf(column);
  const bounds = boundsCheck(column, parse);
  if (checks.length === 0 && bounds === null) return parse;
  return (text) => {
    for (const check of checks) {
      const flaw = check(text);
      if (flaw !== null) return flaw;
    }
    const value = parse(text);
    return bounds === null || typeof value !== 'number' ? value : (bounds(value) ?? value);
  };
}

/** Cell → text without padding, or null when the cell means "no value". */
export function cleanerOf(dialect: Dialect): (cell: string) => string | null {
  const nulls = new Set(dialect.nullTokens);
  const clean = dialect.trim ? withoutPadding : (cell: string) => cell;
  if (nulls.size === 0) {
    return (cell) => {
      const text = clean(cell);
      return text === '' ? null : text;
    };
  }
  return (cell) => {
    const text = clean(cell);
    return text === '' || nulls.has(text) || (!dialect.trim && nulls.has(withoutPadding(text)))
      ? null
      : text;
  };
}

/** Spaces and tabs only: other white space may be what tells two ids apart. */
function withoutPadding(cell: string): string {
  let start = 0;
  let end = cell.length;
  while (start < end && isPadding(cell.charCodeAt(start))) start++;
  while (end > start && isPadding(cell.charCodeAt(end - 1))) end--;
  return end - start === cell.length ? cell : cell.slice(start, end);
}

function isPadding(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}

/** Counts code points, but only when the cheaper count could be too high. */
export function isLongerThan(text: string, charsMax: number): boolean {
  return text.length > charsMax && Array.from(text).length > charsMax;
}

function lengthCheck({ maxLength }: Column): ((text: string) => CellFlaw | null) | null {
  if (maxLength === undefined) return null;
  const flaw: CellFlaw = {
    name: 'FIELD_TOO_LONG',
    expected: `at most ${String(maxLength)} characters`,
  };
  return (text) => (isLongerThan(text, maxLength) ? flaw : null);
}

function allowedCheck({ allowed }: Column): ((text: string) => CellFlaw | null) | null {
  if (allowed === undefined) return null;
  const values = new Set(allowed);
  const flaw: CellFlaw = { name: 'NOT_ALLOWED', expected: `one of ${allowed.join(', ')}` };
  return (text) => (values.has(text) ? null : flaw);
}

function boundsCheck(
  column: Column,
  parse: ParseCell,
): ((value: number) => CellFlaw | null) | null {
  const minimum = boundOf(column.minimum, parse);
  const maximum = boundOf(column.maximum, parse);
  if (minimum === null && maximum === null) return null;
  const dated = column.type === 'date' || column.type === 'timestamp';
  const name = dated ? 'DATE_RANGE' : 'RANGE';
  const low: CellFlaw = {
    name,
    expected: `${column.minimum ?? ''} or ${dated ? 'later' : 'more'}`,
  };
  const high: CellFlaw = {
    name,
    expected: `${column.maximum ?? ''} or ${dated ? 'earlier' : 'less'}`,
  };
  return (value) => {
    if (minimum !== null && value < minimum) return low;
    return maximum !== null && value > maximum ? high : null;
  };
}

/** Null when there is none, or none that can be compared; `checkFormat` has said so when the feed was made. */
function boundOf(text: string | undefined, parse: ParseCell): number | null {
  if (text === undefined) return null;
  const value: Value | CellFlaw = parse(text);
  return isFlaw(value) || typeof value !== 'number' ? null : value;
}
