import type { Column } from '../feed-format.ts';
import { epochDay } from './calendar.ts';
import type { CellFlaw, ParseCell } from './cell-flaw.ts';
import { compileDatePattern, type LocalTime } from './date-pattern.ts';
import { readIsoDate, readIsoTimestamp } from './iso-date.ts';
import { ZoneClock } from './time-zone.ts';

const dayMs = 86_400_000;

/**
 * date → days since 1970-01-01. A column of type `timestamp` gives the calendar date as written, whatever the zone:
 * a purchase at 23:30 in the shop belongs to that day.
 */
export function dateCell(column: Pick<Column, 'type' | 'format'>): ParseCell {
  const read = localReader(column, column.type === 'timestamp');
  const flaw = dateFlaw(column);
  return (text) => {
    const local = read(text);
    if (local === null) return flaw;
    return epochDay(local.year, local.month, local.day) ?? flaw;
  };
}

/**
 * timestamp → milliseconds since 1970-01-01T00:00Z. A time without offset is in the column's zone, UTC when it has none.
 * When clocks show a time twice it is the earlier one; a time that clocks skip is a DATE problem.
 */
export function timestampCell(column: Pick<Column, 'type' | 'format' | 'timeZone'>): ParseCell {
  const read = localReader(column, true);
  const clock = column.timeZone === undefined ? null : new ZoneClock(column.timeZone);
  const flaw = dateFlaw(column);
  const skipped: CellFlaw = {
    name: 'DATE',
    expected: `a time that exists in ${column.timeZone ?? 'UTC'} (clocks skip this one)`,
  };
  return (text) => {
    const local = read(text);
    if (local === null) return flaw;
    const day = epochDay(local.year, local.month, local.day);
    if (day === null) return flaw;
    const localMs = day * dayMs + local.millisecondOfDay;
    if (local.offsetMinutes !== null) return localMs - local.offsetMinutes * 60_000;
    return clock === null ? localMs : (clock.instantOf(localMs) ?? skipped);
  };
}

function localReader(
  column: Pick<Column, 'format'>,
  withTime: boolean,
): (text: string) => LocalTime | null {
  if (column.format !== undefined) return compileDatePattern(column.format);
  return withTime ? readIsoTimestamp : readIsoDate;
}

function dateFlaw(column: Pick<Column, 'type' | 'format'>): CellFlaw {
  const iso = column.type === 'timestamp' ? 'yyyy-MM-ddTHH:mm:ss' : 'yyyy-MM-dd';
  return { name: 'DATE', expected: `an existing date written ${column.format ?? iso}` };
}
