import type { Column, Dialect, Layout } from '../feed-format.ts';
import { fileProblem, rowProblem, type Problem } from '../problem.ts';
import { ByteWindow } from './byte-window.ts';
import { positionalText, type CellText } from './cell-text.ts';
import { FileRejected } from './file-rejected.ts';
import type { RecordSink, Scanner } from './raw-record.ts';

/** Cuts lines at the layout's character positions (code points, not bytes). Quotes mean nothing here. */
export class FixedWidthScanner implements Scanner {
  readonly #sink: RecordSink;
  readonly #cellText: CellText;
  readonly #columns: readonly Column[];
  readonly #returnEndsLine: boolean;
  readonly #cellCharsMax: number;
  readonly #lineBytesMax: number;
  readonly #shortest: number;
  readonly #longest: number;
  readonly #window: ByteWindow;

  #at = 0;
  #lineStart = 0;
  #line: number;
  #flawed = false;
  #loneReturns = 0;
  #afterReturn = false;

  constructor(
    { dialect, layout }: { dialect: Dialect; layout: Layout },
    cellText: CellText,
    sink: RecordSink,
    start: number,
    line: number,
  ) {
    this.#sink = sink;
    this.#cellText = cellText;
    this.#columns = layout.columns;
    this.#returnEndsLine = dialect.lineEnding === 'cr';
    this.#cellCharsMax = dialect.limits.cellCharsMax;
    this.#lineBytesMax = dialect.limits.lineBytesMax;
    const ends = layout.columns.map((column) => endOf(column));
    this.#longest = Math.max(0, ...ends);
    // Partners strip trailing spaces, so text at the end may be short. A number or date may not: half of it is another one.
    this.#shortest = Math.max(0, ...layout.columns.map((column) => leastEndOf(column)));
    this.#window = new ByteWindow(start);
    this.#line = line;
  }

  /** @throws FileRejected on a structural problem of the whole file. */
  push(bytes: Uint8Array): void {
    this.#window.append(bytes);
    this.#scan(false);
    this.#window.dropBefore(this.#lineStart);
    this.#at -= this.#lineStart;
    this.#lineStart = 0;
  }

  end(): void {
    this.#scan(true);
    if (this.#at > this.#lineStart) this.#endLine(this.#at, this.#at, false);
  }

  #scan(final: boolean): void {
    const { bytes, length } = this.#window;
    let i = this.#at;
    for (; i < length; i++) {
      const byte = bytes[i] as number;
      if (i - this.#lineStart > this.#lineBytesMax + 1) throw this.#endlessLine();
      if (byte >= 0x20 && byte < 0x80) continue;
      if (byte === 0x0d) {
        if (!this.#returnEndsLine && i + 1 === length && !final) break;
        if (this.#returnEndsLine || i + 1 === length) this.#endLine(i, i + 1, true);
        else if (bytes[i + 1] === 0x0a) this.#endLine(i, ++i + 1, true);
        else this.#loneReturns++;
      } else if (byte === 0x0a) {
        if (!this.#returnEndsLine) this.#endLine(i, i + 1, true);
        else if (this.#afterReturn && i === this.#lineStart) this.#lineStart = i + 1;
      } else {
        this.#flawed ||= byte === 0 || byte >= 0x80;
      }
    }
    this.#at = i;
  }

  #endLine(end: number, next: number, terminated: boolean): void {
    const start = this.#lineStart;
    if (end - start > this.#lineBytesMax) throw this.#endlessLine();
    const problems: Problem[] = [];
    const text = this.#flawed
      ? this.#strictText(start, end, problems)
      : positionalText(this.#window.bytes, start, end);
    // A blank line belongs to nobody: the sink drops it, its length is no problem.
    if (text.trim() !== '') this.#checkLength(text, problems);
    const record = {
      cells: this.#cut(text, problems),
      line: this.#line++,
      start: this.#window.base + start,
      end: this.#window.base + end,
      problems: problems.length === 0 ? null : problems,
      quoted: false,
      terminated,
      loneReturns: this.#loneReturns,
    };
    this.#flawed = false;
    this.#loneReturns = 0;
    this.#afterReturn = this.#returnEndsLine;
    this.#lineStart = next;
    this.#at = next;
    this.#sink.accept(record);
  }

  #strictText(start: number, end: number, problems: Problem[]): string {
    const { bytes } = this.#window;
    const text = this.#cellText.decode(bytes, start, end);
    if (text === null) {
      const found = this.#cellText.show(bytes, start, end);
      problems.push(
        rowProblem('ENCODING', {
          line: this.#line,
          found,
          expected: 'bytes of the declared encoding',
        }),
      );
      return found;
    }
    if (text.includes('\0')) {
      const found = text.replaceAll('\0', '\\0');
      problems.push(
        rowProblem('CONTROL_CHAR', { line: this.#line, found, expected: 'text without NUL' }),
      );
    }
    return text;
  }

  #checkLength(text: string, problems: Problem[]): void {
    const length = hasSurrogates(text) ? Array.from(text).length : text.length;
    const surplus = length > this.#longest && text.slice(this.#longest).trim() !== '';
    if (length >= this.#shortest && !surplus) return;
    const found = `${String(length)} characters`;
    const expected = surplus
      ? `a line of ${String(this.#longest)} characters`
      : `a line of at least ${String(this.#shortest)} characters`;
    problems.push(rowProblem('FIELD_COUNT', { line: this.#line, found, expected }));
  }

  #cut(text: string, problems: Problem[]): string[] {
    const points = hasSurrogates(text) ? Array.from(text) : null;
    return this.#columns.map((column) => {
      const start = column.start ?? 0;
      const end = endOf(column);
      const cell = points === null ? text.slice(start, end) : points.slice(start, end).join('');
      if (cell.length <= this.#cellCharsMax) return cell;
      const expected = `at most ${String(this.#cellCharsMax)} characters`;
      const found = `${String(cell.length)} characters`;
      problems.push(
        rowProblem('FIELD_TOO_LONG', { line: this.#line, column: column.name, found, expected }),
      );
      return '';
    });
  }

  #endlessLine(): FileRejected {
    const line = this.#line;
    if (this.#loneReturns > 0)
      return new FileRejected([
        fileProblem('LINE_ENDING', {
          line,
          found: 'lone CR',
          expected: 'lines that end with LF or CRLF',
        }),
      ]);
    const expected = `records of at most ${String(this.#lineBytesMax)} bytes`;
    return new FileRejected([fileProblem('LINE_TOO_LONG', { line, expected })]);
  }
}

function endOf(column: Column): number {
  return (column.start ?? 0) + (column.width ?? 0);
}

function leastEndOf(column: Column): number {
  if (column.type !== 'text') return endOf(column);
  return column.required ? (column.start ?? 0) + 1 : 0;
}

function hasSurrogates(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}
