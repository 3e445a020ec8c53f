import type { Diagnostic } from '@waybill/rules';
import { isAt } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import type { Place } from './sheet-range.ts';

/** What is wrong with the cells of a sheet; what is about a row and none of its cells is in its first. */
export type SheetFindings = ReadonlyMap<number, ReadonlyMap<number, Diagnostic>>;

export function findingsOf<Row>(
  sheet: Sheet<Row>,
  diagnostics: readonly Diagnostic[],
): SheetFindings {
  const findings = new Map<number, Map<number, Diagnostic>>();
  for (const diagnostic of diagnostics) {
    const place = placeOf(sheet, diagnostic.pointer);
    if (place === null) continue;
    const row = findings.get(place.row) ?? new Map<number, Diagnostic>();
    // An error is told before a warning, the first before those that follow from it.
    const former = row.get(place.column);
    const isGraver = former?.severity === 'warning' && diagnostic.severity === 'error';
    if (former === undefined || isGraver) row.set(place.column, diagnostic);
    findings.set(place.row, row);
  }
  return findings;
}

/** The cell that a JSON pointer is about; null when it is about something else. */
export function placeOf<Row>(sheet: Sheet<Row>, pointer: string): Place | null {
  if (!pointer.startsWith(`${sheet.place}/`)) return null;
  const [segment = '', ...below] = pointer.slice(sheet.place.length + 1).split('/');
  const row =
    sheet.indexAt?.(segment.replaceAll('~1', '/').replaceAll('~0', '~')) ?? Number(segment);
  if (sheet.rows[row] === undefined) return null;
  const within = below.join('/');
  const column = sheet.columns.findIndex((each) => isAt(each, within));
  return { row, column: Math.max(column, 0) };
}
