import type { ResolvedHeader } from '../header/resolve-header.ts';
import type { Problem } from '../problem.ts';

/** One data row as the partner wrote it: cells cut apart, nothing converted. */
export interface RawRecord {
  /** 1-based, data rows only: header, trailer and blank lines do not count. */
  rowNo: number;
  /** 1-based physical line on which the row starts. */
  line: number;
  /** Byte offset of the row in the file. */
  offset: number;
  /** Bytes of the row without its line end, so that `offset`/`byteLength` re-read exactly the row. */
  byteLength: number;
  /**
   * In file order. A long cell may share memory with the block it was cut from: keep records no longer than a batch.
   * In a cell with bytes that are not valid in the declared encoding those bytes read `\xHH`.
   */
  cells: string[];
  /** Where the layout's columns are in `cells`; null when the feed has no header and `cells` follow the layout. */
  header: ResolvedHeader | null;
  /** Why the row cannot be read, or null. */
  problems: Problem[] | null;
}

/** What a scanner hands over for each record, data or not. Offsets are positions in the scanned (UTF-8) stream. */
export interface ScannedRecord {
  cells: string[];
  line: number;
  start: number;
  end: number;
  problems: Problem[] | null;
  /** Whether any cell was quoted: a blank line is not, an explicit empty cell is. */
  quoted: boolean;
  /** Whether a line end followed; false only for the last record of a file without final line end. */
  terminated: boolean;
  /** Carriage returns outside quotes that did not belong to a line end. */
  loneReturns: number;
}

/** Stream position → byte offset in the file. */
export type FileOffset = (position: number) => number;

export interface RecordSink {
  accept(record: ScannedRecord): void;
  /** Name of the column at a position, for problems. */
  columnName(index: number): string;
}

export interface Scanner {
  push(bytes: Uint8Array): void;
  end(): void;
}
