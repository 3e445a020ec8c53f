import type { Dialect } from '@waybill/tabular';

/** A column as a partner writes it. */
export interface WrittenColumn {
  readonly name: string;
  readonly width?: number | undefined;
}

export interface FileText {
  readonly dialect: Pick<
    Dialect,
    'format' | 'encoding' | 'delimiter' | 'quote' | 'header' | 'trailer'
  >;
  readonly columns: readonly WrittenColumn[];
  /** Cells in the order of the columns. */
  readonly rows: readonly (readonly string[])[];
}

/** The bytes of a file in the partner's dialect; the header and the trailer are there when the dialect says so. */
export function writeFile({ dialect, columns, rows }: FileText): Buffer {
  const lines = rows.map((cells) => lineOf(dialect, columns, cells));
  if (dialect.header) {
    const names = columns.map(({ name }) => name);
    lines.unshift(lineOf(dialect, columns, names));
  }
  if (dialect.trailer !== null) {
    const { marker, countCell } = dialect.trailer;
    const cells = [marker, ...Array.from({ length: countCell }, () => '')];
    cells[countCell] = String(rows.length);
    lines.push(cells.join(dialect.delimiter));
  }
  return encoded(`${lines.join('\r\n')}\r\n`, dialect.encoding);
}

/** As `windows-1252` only what Latin-1 has too is written. */
export function encoded(text: string, encoding: string): Buffer {
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(text, 'utf8');
}

function lineOf(
  { format, delimiter, quote }: FileText['dialect'],
  columns: readonly WrittenColumn[],
  cells: readonly string[],
): string {
  if (format === 'fixed-width')
    return cells.map((cell, at) => cell.padEnd(columns[at]?.width ?? 0)).join('');
  return cells.map((cell) => quoted(cell, delimiter, quote)).join(delimiter);
}

function quoted(cell: string, delimiter: string, quote: string | null): string {
  if (quote === null) return cell;
  const needsIt = [delimiter, quote, '\n', '\r'].some((character) => cell.includes(character));
  return needsIt ? `${quote}${cell.replaceAll(quote, quote + quote)}${quote}` : cell;
}
