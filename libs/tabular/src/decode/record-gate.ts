import type { Column, FeedFormat } from '../feed-format.ts';
import { resolveHeader, type ResolvedHeader } from '../header/resolve-header.ts';
import { neededColumns } from '../header/needed-columns.ts';
import { fileProblem, rowProblem, type Problem } from '../problem.ts';
import { FileRejected } from './file-rejected.ts';
import type { FileOffset, RawRecord, RecordSink, ScannedRecord } from './raw-record.ts';

/**
 * Tells data rows from header, trailer and blank lines, counts them, and checks that each has the right number of cells.
 * Rows collect in `rows` until the decoder takes them.
 */
export class RecordGate implements RecordSink {
  rows: RawRecord[] = [];
  header: ResolvedHeader | null = null;
  rowCount = 0;
  truncated = false;
  trailerSeen = false;

  readonly #format: FeedFormat;
  readonly #fileOffset: FileOffset;
  readonly #columns: readonly Column[];
  readonly #spaceDelimited: boolean;
  #cellCount: number;
  #lastLine = 1;
  #pendingTrailer: ScannedRecord | null = null;

  /** `header`: for rows that are read on their own, the header of the file they are from. */
  constructor(format: FeedFormat, fileOffset: FileOffset, header: ResolvedHeader | null = null) {
    this.#format = format;
    this.#fileOffset = fileOffset;
    this.#columns = format.layout.columns;
    this.header = header;
    this.#cellCount = header?.names.length ?? format.layout.columns.length;
    this.#spaceDelimited =
      format.dialect.format === 'delimited' && format.dialect.delimiter === ' ';
  }

  columnName(index: number): string {
    const name = this.header === null ? this.#layoutName(index) : this.header.names[index];
    return name === undefined || name === '' ? String(index + 1) : name;
  }

  /** @throws FileRejected for a bad header, too many rows, or rows that were run together. */
  accept(record: ScannedRecord): void {
    if (this.#isBlank(record)) return;
    this.#lastLine = record.line;
    if (record.loneReturns > 0) this.#checkReturns(record);
    if (this.#format.dialect.header && this.header === null) {
      this.#acceptHeader(record);
      return;
    }
    const { trailer } = this.#format.dialect;
    if (trailer === null) {
      this.#acceptRow(record);
      return;
    }
    // Only the last record can be the trailer, so a candidate waits until another record shows that it was a row.
    if (this.#pendingTrailer !== null) this.#acceptRow(this.#pendingTrailer);
    this.#pendingTrailer = record.cells[0]?.trim() === trailer.marker ? record : null;
    if (this.#pendingTrailer === null) this.#acceptRow(record);
  }

  /** After the last record. @throws FileRejected for an empty file or a trailer that is absent or counts otherwise. */
  finish(): void {
    const { dialect } = this.#format;
    const nothing = this.rowCount === 0 && this.#pendingTrailer === null;
    if (nothing && (!dialect.header || this.header === null))
      throw new FileRejected([
        fileProblem('FILE_EMPTY', { expected: dialect.header ? 'a header line' : 'rows' }),
      ]);
    if (dialect.trailer === null) return;
    const trailer = this.#pendingTrailer;
    if (trailer === null) {
      const expected = `a last record “${dialect.trailer.marker}”`;
      throw new FileRejected([fileProblem('TRAILER_MISSING', { line: this.#lastLine, expected })]);
    }
    const found = trailer.cells[dialect.trailer.countCell]?.trim() ?? '';
    const counted = /^\d{1,15}$/.test(found) && Number(found) === this.rowCount;
    if (!counted || trailer.problems !== null) {
      const expected = `a row count of ${String(this.rowCount)}`;
      throw new FileRejected([
        fileProblem('TRAILER_MISMATCH', { line: trailer.line, found, expected }),
      ]);
    }
    this.trailerSeen = true;
  }

  #acceptHeader(record: ScannedRecord): void {
    const { layout, dialect } = this.#format;
    if (record.problems !== null) throw new FileRejected(asFileProblems(record.problems));
    const resolution = resolveHeader(record.cells, layout, dialect, {
      line: record.line,
      needed: neededColumns(this.#format),
    });
    if (resolution.header === null) throw new FileRejected(resolution.problems, resolution.drift);
    this.header = resolution.header;
    this.#cellCount = record.cells.length;
  }

  #acceptRow(record: ScannedRecord): void {
    const { rowsMax } = this.#format.dialect.limits;
    if (++this.rowCount > rowsMax) {
      const expected = `at most ${String(rowsMax)} rows`;
      throw new FileRejected([fileProblem('ROW_LIMIT', { line: record.line, expected })]);
    }
    if (record.cells.length !== this.#cellCount) this.#reportCellCount(record);
    else if (!record.terminated && record.problems !== null) this.#markTruncated(record);
    const offset = this.#fileOffset(record.start);
    this.rows.push({
      rowNo: this.rowCount,
      line: record.line,
      offset,
      byteLength: this.#fileOffset(record.end) - offset,
      cells: record.cells,
      header: this.header,
      problems: record.problems,
    });
  }

  #reportCellCount(record: ScannedRecord): void {
    const facts = {
      line: record.line,
      found: `${String(record.cells.length)} cells`,
      expected: `${String(this.#cellCount)} cells`,
    };
    this.truncated ||= this.#isCutOff(record);
    const name = this.#isCutOff(record) ? 'TRUNCATED' : 'FIELD_COUNT';
    record.problems = [...(record.problems ?? []), rowProblem(name, facts)];
  }

  /** A fixed-width line too short at the very end of the file. */
  #markTruncated(record: ScannedRecord): void {
    const short = record.problems?.find((problem) => problem.name === 'FIELD_COUNT');
    if (short === undefined || this.#format.dialect.trailer !== null) return;
    this.truncated = true;
    const { line, found, expected } = short;
    const cut = rowProblem('TRUNCATED', {
      expected,
      ...(line === undefined ? {} : { line }),
      ...(found === undefined ? {} : { found }),
    });
    record.problems = (record.problems ?? []).map((problem) => (problem === short ? cut : problem));
  }

  #isCutOff(record: ScannedRecord): boolean {
    return (
      !record.terminated &&
      record.cells.length < this.#cellCount &&
      this.#format.dialect.trailer === null
    );
  }

  /** Rows run together by lone CRs reject the file; a single stray CR rejects its row. */
  #checkReturns(record: ScannedRecord): void {
    const facts = {
      line: record.line,
      found: 'lone CR',
      expected: 'lines that end with LF or CRLF',
    };
    const first = this.rowCount === 0 && this.header === null;
    const fixed = this.#format.dialect.format === 'fixed-width';
    // n columns run together with n more, joined by a CR, make 2n - 1 cells.
    if (first || fixed || record.cells.length >= 2 * this.#cellCount - 1)
      throw new FileRejected([fileProblem('LINE_ENDING', facts)]);
    record.problems = [...(record.problems ?? []), rowProblem('LINE_ENDING', facts)];
  }

  #isBlank(record: ScannedRecord): boolean {
    if (record.quoted || record.problems !== null) return false;
    if (this.#format.dialect.format === 'fixed-width' || this.#spaceDelimited)
      return record.cells.every(isSpaces);
    return record.cells.length === 1 && isSpaces(record.cells[0] ?? '');
  }

  #layoutName(index: number): string | undefined {
    return this.#format.dialect.header ? undefined : this.#columns[index]?.name;
  }
}

/** One per kind: a header in the wrong encoding is one mistake, not one per column. */
function asFileProblems(problems: readonly Problem[]): Problem[] {
  return problems
    .filter(
      (problem, index) => problems.findIndex((other) => other.name === problem.name) === index,
    )
    .map((problem) => ({ ...problem, scope: 'file' }));
}

function isSpaces(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 0x20 && unit !== 0x09) return false;
  }
  return true;
}
