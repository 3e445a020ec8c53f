import type { Dialect } from '../feed-format.ts';
import { fileProblem, rowProblem, type Problem } from '../problem.ts';
import {
  byteClasses,
  carriageReturn,
  delimiter,
  high,
  lineFeed,
  nul,
  plain,
  quote,
  type ByteClasses,
} from './byte-classes.ts';
import { ByteWindow } from './byte-window.ts';
import { positionalText, type CellText } from './cell-text.ts';
import { FileRejected } from './file-rejected.ts';
import type { RecordSink, Scanner } from './raw-record.ts';

/** Where in a cell the automaton stands. */
const unquoted = 0;
const inQuotes = 1;
const afterQuotes = 2;

/** What makes a cell other than a plain slice of ASCII. */
const isQuoted = 1;
const hasHigh = 2;
const hasEscape = 4;
const hasNul = 8;
const hasStrayQuote = 16;
const isDropped = 32;

/**
 * Cuts delimited bytes into records, strictly (RFC 4180 with LF, CRLF or a declared CR).
 *
 * It stops only where the next decision needs a byte that is not there yet, so every chunk size takes the same
 * decisions at the same positions. Memory: one cell, never a line; a cell beyond its limit is dropped while it is read.
 */
export class DelimitedScanner implements Scanner {
  readonly #sink: RecordSink;
  readonly #cellText: CellText;
  readonly #classes: ByteClasses;
  readonly #delimiterByte: number;
  readonly #quoteByte: number;
  readonly #returnEndsLine: boolean;
  readonly #cellCharsMax: number;
  readonly #cellBytesMax: number;
  readonly #columnsMax: number;
  readonly #lineBytesMax: number;
  readonly #window: ByteWindow;

  /** The window as text, made when the first cell of a push ends: a long cell is not decoded again and again. */
  #text: string | null = null;
  #final = false;
  #at = 0;
  #state = unquoted;
  #cellStart = 0;
  #contentEnd = 0;
  #flaws = 0;
  #droppedBytes = 0;
  #skipLineFeed = false;

  #cells: string[] = [];
  #problems: Problem[] | null = null;
  #recordStart: number;
  #recordLine: number;
  #recordQuoted = false;
  #loneReturns = 0;
  #line: number;
  #quoteLine = 0;

  constructor(dialect: Dialect, cellText: CellText, sink: RecordSink, start: number, line: number) {
    this.#sink = sink;
    this.#cellText = cellText;
    this.#delimiterByte = dialect.delimiter.charCodeAt(0);
    this.#quoteByte = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0);
    this.#classes = byteClasses(
      this.#delimiterByte,
      dialect.quote === null ? null : this.#quoteByte,
    );
    this.#returnEndsLine = dialect.lineEnding === 'cr';
    this.#cellCharsMax = dialect.limits.cellCharsMax;
    // A character takes at most three bytes, a doubled quote two: more bytes than this are more characters than allowed.
    this.#cellBytesMax = dialect.limits.cellCharsMax * 3 + 2;
    this.#columnsMax = dialect.limits.columnsMax;
    this.#lineBytesMax = dialect.limits.lineBytesMax;
    this.#window = new ByteWindow(start);
    this.#recordStart = start;
    this.#recordLine = line;
    this.#line = line;
  }

  /** @throws FileRejected on a structural problem of the whole file. */
  push(bytes: Uint8Array): void {
    const window = this.#window;
    window.append(bytes);
    this.#text = null;
    this.#scan();
    const size = this.#at - this.#cellStart;
    if (size > this.#cellBytesMax && this.#state !== afterQuotes) {
      this.#flaws |= isDropped;
      this.#droppedBytes += size;
      this.#cellStart = this.#at;
    }
    window.dropBefore(this.#cellStart);
    this.#at -= this.#cellStart;
    this.#contentEnd -= this.#cellStart;
    this.#cellStart = 0;
  }

  /** Hands over the last record. @throws FileRejected as `push`, and when a quote is still open. */
  end(): void {
    this.#final = true;
    this.#text = null;
    this.#scan();
    if (this.#state === inQuotes) throw this.#unclosedQuote();
    if (this.#window.base + this.#at === this.#recordStart) return;
    const at = this.#at;
    this.#closeCell(this.#state === afterQuotes ? this.#contentEnd : at);
    this.#endRecord(at, at, false);
  }

  #scan(): void {
    for (;;) {
      const limit = this.#recordStart + this.#lineBytesMax + 2 - this.#window.base;
      const stop = Math.min(this.#window.length, limit);
      const recordDone = this.#state === unquoted ? this.#scanOpen(stop) : this.#scanQuoted(stop);
      if (recordDone) continue;
      if (this.#at >= limit)
        throw this.#state === inQuotes ? this.#unclosedQuote() : this.#endlessLine();
      return;
    }
  }

  /** Runs outside quotes until it needs more bytes (false) or enters quotes or ends a record near a limit (true). */
  #scanOpen(stop: number): boolean {
    const bytes = this.#window.bytes;
    let text = this.#text;
    const cellCharsMax = this.#cellCharsMax;
    let classes = (this.#flaws & hasHigh) === 0 ? this.#classes.open : this.#classes.openHigh;
    let i = this.#at;
    let cellStart = this.#cellStart;
    for (;;) {
      while (i < stop && classes[bytes[i] as number] === plain) i++;
      if (i >= stop) {
        this.#at = i;
        return false;
      }
      const kind = classes[bytes[i] as number];
      if (kind === delimiter) {
        if (this.#flaws === 0 && i - cellStart <= cellCharsMax) {
          text ??= this.#windowText();
          if (this.#cells.push(text.slice(cellStart, i)) >= this.#columnsMax) throw this.#tooWide();
        } else {
          this.#closeCell(i);
          if (this.#cells.length >= this.#columnsMax) throw this.#tooWide();
          classes = this.#classes.open;
        }
        this.#cellStart = cellStart = ++i;
      } else {
        this.#at = i;
        const step = this.#openByte(kind as number);
        if (step !== 0) return step > 0;
        i = this.#at;
        cellStart = this.#cellStart;
        classes = (this.#flaws & hasHigh) === 0 ? this.#classes.open : this.#classes.openHigh;
      }
    }
  }

  /** One special byte outside quotes: 0 go on, 1 look at state and limits again, -1 wait for more bytes. */
  #openByte(kind: number): number {
    const at = this.#at;
    switch (kind) {
      case lineFeed:
        if (this.#returnEndsLine) return this.#lineFeedAmongReturns();
        this.#closeCell(at);
        this.#endRecord(at, at + 1, true);
        return 1;
      case carriageReturn:
        return this.#openReturn(at);
      case quote:
        this.#at = at + 1;
        if (at === this.#cellStart && this.#flaws === 0) {
          this.#flaws = isQuoted;
          this.#recordQuoted = true;
          this.#state = inQuotes;
          this.#quoteLine = this.#line;
          return 1;
        }
        this.#flaws |= hasStrayQuote;
        return 0;
      case nul:
        this.#flaws |= hasNul;
        break;
      case high:
        this.#flaws |= hasHigh;
        break;
    }
    this.#at = at + 1;
    return 0;
  }

  #openReturn(at: number): number {
    if (this.#returnEndsLine) {
      this.#closeCell(at);
      this.#endRecord(at, at + 1, true);
      this.#skipLineFeed = true;
      return 1;
    }
    const last = at + 1 === this.#window.length;
    if (last && !this.#final) return -1;
    if (last || this.#window.bytes[at + 1] === 0x0a) {
      this.#closeCell(at);
      this.#endRecord(at, last ? at + 1 : at + 2, true);
      return 1;
    }
    this.#loneReturns++;
    this.#at = at + 1;
    return 0;
  }

  #lineFeedAmongReturns(): number {
    const at = this.#at;
    this.#at = at + 1;
    if (!this.#skipLineFeed || this.#window.base + at !== this.#recordStart) return 0;
    this.#skipLineFeed = false;
    this.#recordStart++;
    this.#cellStart = at + 1;
    // The record begins a byte later, and so does its limit.
    return 1;
  }

  /** As `#scanOpen`, from inside quotes or just behind them. */
  #scanQuoted(stop: number): boolean {
    const bytes = this.#window.bytes;
    let i = this.#at;
    if (this.#state === inQuotes) {
      for (;;) {
        const classes =
          (this.#flaws & hasHigh) === 0 ? this.#classes.quoted : this.#classes.quotedHigh;
        while (i < stop && classes[bytes[i] as number] === plain) i++;
        if (i >= stop) {
          this.#at = i;
          return false;
        }
        const kind = classes[bytes[i] as number];
        if (kind === quote) {
          if (i + 1 === this.#window.length && !this.#final) {
            this.#at = i;
            return false;
          }
          if (i + 1 === this.#window.length || bytes[i + 1] !== this.#quoteByte) break;
          this.#flaws |= hasEscape;
          i++;
        } else if (kind === high) this.#flaws |= hasHigh;
        else if (kind === nul) this.#flaws |= hasNul;
        else if (kind === (this.#returnEndsLine ? carriageReturn : lineFeed)) this.#line++;
        i++;
      }
      this.#contentEnd = i;
      this.#state = afterQuotes;
      this.#at = ++i;
    }
    return i < stop && this.#afterQuotes(i);
  }

  #afterQuotes(at: number): boolean {
    const bytes = this.#window.bytes;
    const byte = bytes[at];
    if (byte === this.#delimiterByte) {
      this.#closeCell(this.#contentEnd);
      if (this.#cells.length >= this.#columnsMax) throw this.#tooWide();
      this.#at = this.#cellStart = at + 1;
      this.#state = unquoted;
      return true;
    }
    if (byte === 0x0d || byte === 0x0a) {
      const ends = byte === 0x0d ? this.#returnLength(at) : Number(!this.#returnEndsLine);
      if (ends === -1) return false;
      if (ends > 0) {
        this.#closeCell(this.#contentEnd);
        this.#endRecord(at, at + ends, true);
        this.#skipLineFeed = this.#returnEndsLine;
        return true;
      }
    }
    // Something behind the closing quote: what follows is read as unquoted, the raw cell is kept for the report.
    this.#flaws = (this.#flaws & ~isQuoted) | hasStrayQuote;
    this.#state = unquoted;
    return true;
  }

  /** Bytes of the line end that begins with the CR at `at`; 0 when it is none, -1 when that is not known yet. */
  #returnLength(at: number): number {
    if (this.#returnEndsLine) return 1;
    if (at + 1 === this.#window.length) return this.#final ? 1 : -1;
    return this.#window.bytes[at + 1] === 0x0a ? 2 : 0;
  }

  #windowText(): string {
    return (this.#text ??= positionalText(this.#window.bytes, 0, this.#window.length));
  }

  #closeCell(end: number): void {
    const flaws = this.#flaws;
    const start = (flaws & isQuoted) === 0 ? this.#cellStart : this.#cellStart + 1;
    const size = this.#droppedBytes + end - this.#cellStart;
    if ((flaws & isDropped) !== 0 || size > this.#cellBytesMax)
      this.#cells.push(this.#tooLong(size));
    else this.#cells.push(this.#textOf(start, end, flaws, size));
    this.#flaws = 0;
    this.#droppedBytes = 0;
  }

  #textOf(start: number, end: number, flaws: number, size: number): string {
    const { bytes } = this.#window;
    let text: string | null =
      (flaws & hasHigh) === 0
        ? this.#windowText().slice(start, end)
        : this.#cellText.decode(bytes, start, end);
    if (text === null) {
      text = this.#cellText.show(bytes, start, end);
      this.#report(
        rowProblem('ENCODING', {
          ...this.#place(),
          found: text,
          expected: 'bytes of the declared encoding',
        }),
      );
    }
    if ((flaws & hasNul) !== 0) {
      const found = text.replaceAll('\0', '\\0');
      this.#report(
        rowProblem('CONTROL_CHAR', { ...this.#place(), found, expected: 'text without NUL' }),
      );
    }
    if ((flaws & hasStrayQuote) !== 0) {
      const expected = 'a quoted cell to be quoted from its first to its last character';
      this.#report(rowProblem('QUOTE', { ...this.#place(), found: text, expected }));
    } else if ((flaws & hasEscape) !== 0) {
      const one = String.fromCharCode(this.#quoteByte);
      text = text.replaceAll(one + one, one);
    }
    return text.length > this.#cellCharsMax ? this.#tooLong(size) : text;
  }

  #tooLong(size: number): string {
    const expected = `at most ${String(this.#cellCharsMax)} characters`;
    this.#report(
      rowProblem('FIELD_TOO_LONG', { ...this.#place(), found: `${String(size)} bytes`, expected }),
    );
    return '';
  }

  #report(problem: Problem): void {
    (this.#problems ??= []).push(problem);
  }

  #place(): { line: number; column: string } {
    return { line: this.#recordLine, column: this.#sink.columnName(this.#cells.length) };
  }

  #endRecord(end: number, next: number, terminated: boolean): void {
    if (this.#window.base + end - this.#recordStart > this.#lineBytesMax) throw this.#endlessLine();
    const record = {
      cells: this.#cells,
      line: this.#recordLine,
      start: this.#recordStart,
      end: this.#window.base + end,
      problems: this.#problems,
      quoted: this.#recordQuoted,
      terminated,
      loneReturns: this.#loneReturns,
    };
    this.#cells = [];
    this.#problems = null;
    this.#recordQuoted = false;
    this.#loneReturns = 0;
    this.#skipLineFeed = false;
    this.#state = unquoted;
    this.#recordStart = this.#window.base + next;
    this.#recordLine = ++this.#line;
    this.#at = this.#cellStart = next;
    this.#sink.accept(record);
  }

  #unclosedQuote(): FileRejected {
    const expected = 'every quote to be closed before the record or the file ends';
    return new FileRejected([fileProblem('QUOTE_UNCLOSED', { line: this.#quoteLine, expected })]);
  }

  #endlessLine(): FileRejected {
    if (this.#loneReturns > 0) return this.#returnsInsteadOfLines();
    const expected = `records of at most ${String(this.#lineBytesMax)} bytes`;
    return new FileRejected([fileProblem('LINE_TOO_LONG', { line: this.#recordLine, expected })]);
  }

  #tooWide(): FileRejected {
    if (this.#loneReturns > 0) return this.#returnsInsteadOfLines();
    const expected = `at most ${String(this.#columnsMax)} columns`;
    return new FileRejected([
      fileProblem('TOO_MANY_COLUMNS', { line: this.#recordLine, expected }),
    ]);
  }

  #returnsInsteadOfLines(): FileRejected {
    const expected = 'lines that end with LF or CRLF';
    return new FileRejected([
      fileProblem('LINE_ENDING', { line: this.#recordLine, found: 'lone CR', expected }),
    ]);
  }
}
