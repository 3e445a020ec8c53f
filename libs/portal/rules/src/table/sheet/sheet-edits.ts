import type { Sheet } from './sheet.ts';
import type { Place, Range } from './sheet-range.ts';
import { readTabSeparated, writeTabSeparated } from './tab-separated.ts';

/** Rows after an edit, and why parts of it were not taken. */
export interface Edit<Row> {
  readonly rows: readonly Row[];
  readonly faults: readonly string[];
}

export function withText<Row>(sheet: Sheet<Row>, { row, column }: Place, text: string): Edit<Row> {
  return pasted(sheet, { row, column }, [[text]]);
}

/** Puts a block of texts into the cells from a corner on; rows that are not there yet are made. */
export function pasted<Row>(
  sheet: Sheet<Row>,
  corner: Place,
  texts: readonly (readonly string[])[],
): Edit<Row> {
  const rows = [...sheet.rows];
  const faults: string[] = [];
  for (const [down, cells] of texts.entries()) {
    const index = corner.row + down;
    // A row that was not taken leaves no gap behind it.
    const place = Math.min(index, rows.length);
    const into = { row: rows[place] ?? sheet.blank(rows), rows, first: corner.column };
    const written = withCells(sheet, into, cells);
    faults.push(...written.faults.map((why) => `${sheet.noun} ${String(index + 1)}, ${why}`));
    if (written.row !== null) rows[place] = written.row;
  }
  return { rows, faults };
}

/** A row with texts from a column on; null when what names it was not taken, since the rest is meant for another row then. */
function withCells<Row>(
  { columns }: Sheet<Row>,
  into: { row: Row; rows: readonly Row[]; first: number },
  texts: readonly string[],
): { row: Row | null; faults: readonly string[] } {
  let { row } = into;
  const faults: string[] = [];
  for (const [across, text] of texts.entries()) {
    const column = columns[into.first + across];
    if (column === undefined || column.read(row) === text) continue;
    const written = column.write(row, text, into.rows);
    if ('row' in written) row = written.row;
    else faults.push(`${column.label}: ${written.fault}`);
    if ('fault' in written && column.namesRow) return { row: null, faults };
  }
  return { row, faults };
}

export function pastedText<Row>(sheet: Sheet<Row>, range: Range, text: string): Edit<Row> {
  const block = readTabSeparated(text);
  const [first = []] = block;
  const isOne = block.length === 1 && first.length === 1;
  // One text is put into every marked cell, as spreadsheets do.
  const filled = isOne ? filledWith(range, first[0] ?? '') : block;
  return pasted(sheet, { row: range.top, column: range.left }, filled);
}

export function copied<Row>({ rows, columns }: Sheet<Row>, range: Range): string {
  const within = rows.slice(range.top, range.bottom + 1);
  const marked = columns.slice(range.left, range.right + 1);
  return writeTabSeparated(within.map((row) => marked.map(({ read }) => read(row))));
}

/** Empties cells; those that must have something stay as they are. */
export function cleared<Row>(sheet: Sheet<Row>, range: Range): readonly Row[] {
  return pasted(sheet, { row: range.top, column: range.left }, filledWith(range, '')).rows;
}

export function inserted<Row>(sheet: Sheet<Row>, at: number): readonly Row[] {
  return sheet.rows.toSpliced(at, 0, sheet.blank(sheet.rows));
}

export function duplicated<Row>({ rows, copy }: Sheet<Row>, at: number): readonly Row[] {
  const row = rows[at];
  return row === undefined ? rows : rows.toSpliced(at + 1, 0, copy(row, rows));
}

export function moved<Row>({ rows }: Sheet<Row>, from: number, to: number): readonly Row[] {
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length || to === from) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

export function removed<Row>({ rows }: Sheet<Row>, { top, bottom }: Range): readonly Row[] {
  return rows.toSpliced(top, bottom - top + 1);
}

function filledWith({ top, bottom, left, right }: Range, text: string): string[][] {
  const line = new Array<string>(right - left + 1).fill(text);
  return Array.from({ length: bottom - top + 1 }, () => line);
}
