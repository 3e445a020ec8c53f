import type { ExportCell } from './export-lists.ts';

/** By which spreadsheets recognise UTF-8. */
export const byteOrderMark = '\uFEFF';

/** One record after RFC 4180, with its line end. */
export function csvRecord(cells: readonly ExportCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: ExportCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet takes a cell that begins like this for a formula, and carries it out. The apostrophe makes it text; a number that is
 * written out, such as `-5.00`, can do no harm and stays one.
 */
function harmless(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text);
  return isFormula ? `'${text}` : text;
}
