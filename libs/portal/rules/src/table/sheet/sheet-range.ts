/** A cell by its indexes, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Cells from one corner to the other, both included. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

export function rangeBetween(one: Place, other: Place): Range {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

export function isWithin({ row, column }: Place, { top, bottom, left, right }: Range): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

const pageRows = 10;

/** Where a key leads from a cell; null for a key that leads nowhere. With `far`, to the edge. */
export function placeAfter(key: string, from: Place, size: Size, far: boolean): Place | null {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const to = (row: number, column: number): Place => ({
    row: Math.max(0, Math.min(row, lastRow)),
    column: Math.max(0, Math.min(column, lastColumn)),
  });
  const { row, column } = from;
  switch (key) {
    case 'ArrowDown':
      return to(far ? lastRow : row + 1, column);
    case 'ArrowUp':
      return to(far ? 0 : row - 1, column);
    case 'ArrowRight':
      return to(row, far ? lastColumn : column + 1);
    case 'ArrowLeft':
      return to(row, far ? 0 : column - 1);
    case 'Home':
      return to(far ? 0 : row, 0);
    case 'End':
      return to(far ? lastRow : row, lastColumn);
    case 'PageDown':
      return to(row + pageRows, column);
    case 'PageUp':
      return to(row - pageRows, column);
    default:
      return null;
  }
}
