import type { Sheet } from './sheet.ts';

/** The row that a cursor is on, known by its key: others may put rows above it, or move it. */
export class RowAnchor<Row> {
  private held: { readonly list: string; readonly key: string } | null = null;

  /** @param rows those that the sheet is about to have, where somebody edits them */
  hold(sheet: Sheet<Row>, row: number, rows = sheet.rows): void {
    const at = rows[row];
    this.held = at === undefined ? null : { list: sheet.place, key: sheet.keyOf(at) };
  }

  /** Where the row is by now, `expected` when it is still there; null when it is gone, or the list is another one. */
  indexIn({ place, rows, keyOf }: Sheet<Row>, expected: number): number | null {
    if (this.held?.list !== place) return null;
    const { key } = this.held;
    const here = rows[expected];
    if (here !== undefined && keyOf(here) === key) return expected;
    const now = rows.findIndex((row) => keyOf(row) === key);
    return now < 0 ? null : now;
  }
}
