import type { Column, Dialect, Layout } from '../feed-format.ts';
import { isForbiddenName } from '../header/forbidden-names.ts';
import { isFlaw } from '../read/cell-flaw.ts';
import { parserOf } from '../read/column-reader.ts';
import { datePatternFault } from '../read/date-pattern.ts';
import { isTimeZone } from '../read/time-zone.ts';
import type { Findings } from './format-finding.ts';

/** More decimal places than this leave too few digits in front of the point. */
const scaleMax = 9;

export function checkLayout(layout: Layout, dialect: Dialect, findings: Findings): void {
  const all = findings.at('columns');
  if (layout.columns.length === 0) all.add('list-unusable', 'A layout has at least one column.');
  if (layout.columns.length > dialect.limits.columnsMax)
    all.add(
      'list-unusable',
      `The limit of the feed is ${String(dialect.limits.columnsMax)} columns.`,
    );
  checkNames(layout.columns, dialect, all);
  layout.columns.forEach((column, index) => {
    const place = all.at(index);
    checkType(column, dialect, place);
    checkConstraints(column, place);
  });
  if (dialect.format === 'fixed-width') checkPositions(layout.columns, all);
}

function checkNames(columns: readonly Column[], dialect: Dialect, findings: Findings): void {
  const seen = new Set<string>();
  const names = columns.flatMap(({ name, aliases = [] }, index) => [
    { name, place: findings.at(index, 'name') },
    ...aliases.map((alias, at) => ({ name: alias, place: findings.at(index, 'aliases', at) })),
  ]);
  for (const { name, place } of names) {
    const key = dialect.normaliseHeaders ? name.trim().toLowerCase() : name;
    if (key.trim() === '') place.add('name-empty', 'A column needs a name.');
    else if (isForbiddenName(name))
      place.add('name-forbidden', `“${name}” is a reserved name; choose another.`);
    else if (seen.has(key)) place.add('name-twice', `“${name}” names another column already.`);
    seen.add(key);
  }
}

function checkType(column: Column, dialect: Dialect, findings: Findings): void {
  const { type, format, timeZone, scale, decimalSeparator = '.' } = column;
  const dated = type === 'date' || type === 'timestamp';
  if (format !== undefined) {
    const fault = dated ? datePatternFault(format) : 'only dates and timestamps have one';
    if (fault !== null)
      findings.at('format').add('pattern-unusable', `The format cannot be used: ${fault}.`);
  }
  if (timeZone !== undefined && !isTimeZone(timeZone))
    findings.at('timeZone').add('time-zone-unknown', `“${timeZone}” is no IANA time zone.`);
  if (scale !== undefined && (!Number.isInteger(scale) || scale < 0 || scale > scaleMax))
    findings
      .at('scale')
      .add('number-unusable', `Decimal places are a whole number from 0 to ${String(scaleMax)}.`);
  const clash =
    dialect.format === 'delimited' &&
    dialect.quote === null &&
    decimalSeparator === dialect.delimiter;
  if (type === 'decimal' && clash)
    findings
      .at('decimalSeparator')
      .add('separator-clash', 'Without quotes the decimal separator cannot be the delimiter.');
  const { trueTokens = ['true'], falseTokens = ['false'] } = column;
  if (type === 'boolean' && trueTokens.some((token) => falseTokens.includes(token)))
    findings.at('falseTokens').add('list-unusable', 'No cell can mean both true and false.');
}

function checkConstraints(column: Column, findings: Findings): void {
  const { maxLength, allowed } = column;
  if (maxLength !== undefined && (!Number.isSafeInteger(maxLength) || maxLength < 1))
    findings
      .at('maxLength')
      .add('number-unusable', 'The longest length is a whole number of at least 1.');
  if (allowed?.length === 0)
    findings.at('allowed').add('list-unusable', 'An empty list allows nothing.');
  const minimum = checkBound(column, 'minimum', findings);
  const maximum = checkBound(column, 'maximum', findings);
  if (minimum !== null && maximum !== null && minimum > maximum)
    findings.at('minimum').add('bound-unusable', 'The minimum is above the maximum.');
}

function checkBound(
  column: Column,
  name: 'minimum' | 'maximum',
  findings: Findings,
): number | null {
  const text = column[name];
  if (text === undefined) return null;
  const comparable = column.type !== 'text' && column.type !== 'boolean';
  const readable =
    (column.format === undefined || datePatternFault(column.format) === null) &&
    (column.timeZone === undefined || isTimeZone(column.timeZone));
  const value = comparable && readable ? parserOf(column)(text) : null;
  if (typeof value === 'number') return value;
  const reason = isFlaw(value)
    ? `expected ${value.expected}`
    : 'only numbers, dates and timestamps have bounds';
  if (readable)
    findings.at(name).add('bound-unusable', `“${text}” cannot be compared with: ${reason}.`);
  return null;
}

function checkPositions(columns: readonly Column[], findings: Findings): void {
  const placed: { name: string; start: number; end: number }[] = [];
  columns.forEach(({ name, start, width }, index) => {
    const place = findings.at(index);
    const usable = Number.isSafeInteger(start) && Number.isSafeInteger(width);
    if (!usable || start === undefined || width === undefined || start < 0 || width < 1) {
      place.add(
        'position-missing',
        `Column “${name}” needs a start of 0 or more and a width of 1 or more.`,
      );
      return;
    }
    const end = start + width;
    const other = placed.find((candidate) => start < candidate.end && candidate.start < end);
    if (other !== undefined)
      place.add('position-overlap', `Column “${name}” overlaps column “${other.name}”.`);
    placed.push({ name, start, end });
  });
}
