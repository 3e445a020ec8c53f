/** At most this many rows are in the document. */
export const rowsInDocumentMax = 60;

const stepRows = 8;
const firstRows = 24;

export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * The rows to have in the document for a scroller of that height at that place, all lengths in CSS pixels. Moves in steps, so that
 * scrolling renders now and then and not with every pixel.
 */
export function rowWindow(
  count: number,
  { top, height, rowHeight }: { top: number; height: number; rowHeight: number },
): RowWindow {
  if (count <= rowsInDocumentMax) return { first: 0, end: count };
  // How high a row is, is known once some are there.
  if (rowHeight <= 0) return { first: 0, end: firstRows };
  const visible = Math.ceil(height / rowHeight);
  const above = Math.floor(top / rowHeight / stepRows) * stepRows - stepRows;
  const wanted = Math.min(visible + 3 * stepRows, rowsInDocumentMax);
  const first = Math.max(0, Math.min(above, count - wanted));
  return { first, end: Math.min(count, first + wanted) };
}
