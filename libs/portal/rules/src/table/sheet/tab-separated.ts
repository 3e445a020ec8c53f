/**
 * Cells as spreadsheets put them on the clipboard. A cell of ours may begin with a quote (`"GOLD"`), so only one that needs quotes, for
 * a tab, a line break or a quote that is doubled, is taken for a quoted one.
 */
export function readTabSeparated(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y;
  while (cell.lastIndex <= text.length) {
    const [whole = '', quoted] = cell.exec(text) ?? [];
    const needsQuotes = quoted !== undefined && /\t|\r|\n|""/.test(quoted);
    rows.at(-1)?.push(needsQuotes ? quoted.replaceAll('""', '"') : whole);
    const end = /\t|\r\n|\r|\n/y;
    end.lastIndex = cell.lastIndex;
    const [separator] = end.exec(text) ?? [];
    if (separator === undefined) break;
    cell.lastIndex += separator.length;
    // A line break at the very end closes the last row.
    if (separator !== '\t' && cell.lastIndex < text.length) rows.push([]);
    else if (separator !== '\t') break;
  }
  return rows;
}

export function writeTabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quotedIfNeeded).join('\t')).join('\n');
}

function quotedIfNeeded(cell: string): string {
  return /[\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
