import type { FeedFormat } from '../feed-format.ts';
import type { ResolvedHeader } from '../header/resolve-header.ts';
import { fileProblem } from '../problem.ts';
import { chooseScanner } from './choose-scanner.ts';
import { chooseTranscoder } from './choose-transcoder.ts';
import { examineOpening, openingBytes } from './content-check.ts';
import { resolveEncoding, type Encoding } from './encoding.ts';
import { FileRejected } from './file-rejected.ts';
import { LineSkipper } from './line-skipper.ts';
import type { RawRecord, Scanner } from './raw-record.ts';
import { RecordGate } from './record-gate.ts';
import type { Transcoder } from './transcoder.ts';

/** Strings of one block share its memory, and a block is scanned in one go: large enough to be fast, small enough to be flat. */
const blockBytes = 64 * 1024;

export type FileFlag = 'EMPTY' | 'TRUNCATED';

/** What is known about a file once it has been read to its end. */
export interface DecodeSummary {
  bytes: number;
  /** Data rows, those with problems included. */
  rows: number;
  header: ResolvedHeader | null;
  trailer: boolean;
  /** `EMPTY`: a header and no row. `TRUNCATED`: the last row is cut off. */
  flags: readonly FileFlag[];
}

/**
 * Reads a file in one pass, strictly and with flat memory. The same bytes give the same records however they are cut
 * into chunks.
 *
 * A row that cannot be read travels as a record with `problems`. A file that cannot is refused by throwing
 * `FileRejected`, possibly after rows were handed out; nothing of such a file may be posted.
 */
export class Decoder {
  readonly #format: FeedFormat;
  readonly #encoding: Encoding;
  readonly #gate: RecordGate;
  #opening = new Uint8Array(0);
  #opened = false;
  #bytes = 0;
  #transcoder: Transcoder | null = null;
  #skipper: LineSkipper | null;
  #scanStart = 0;
  #scanner: Scanner | null = null;

  /** @throws RangeError when the encoding is not one `resolveEncoding` knows; `checkFormat` says so beforehand. */
  constructor(format: FeedFormat) {
    const encoding = resolveEncoding(format.dialect.encoding);
    if (encoding === null) throw new RangeError(`Unknown encoding ${format.dialect.encoding}.`);
    this.#format = format;
    this.#encoding = encoding;
    const { skipLines, lineEnding } = format.dialect;
    this.#skipper = skipLines > 0 ? new LineSkipper(skipLines, lineEnding === 'cr') : null;
    this.#gate = new RecordGate(
      format,
      (position) => this.#transcoder?.fileOffset(position) ?? position,
    );
  }

  get header(): ResolvedHeader | null {
    return this.#gate.header;
  }

  /** The rows that this chunk completes. The chunk may be reused afterwards. @throws FileRejected */
  push(chunk: Uint8Array): RawRecord[] {
    const { fileBytesMax } = this.#format.dialect.limits;
    const allowed = chunk.subarray(0, fileBytesMax - this.#bytes);
    this.#bytes += allowed.length;
    if (this.#opened) this.#feed(allowed);
    else {
      this.#opening = joined(this.#opening, allowed);
      if (this.#opening.length >= openingBytes) this.#open();
    }
    if (allowed.length < chunk.length) {
      const expected = `at most ${String(fileBytesMax)} bytes`;
      throw new FileRejected([fileProblem('FILE_TOO_LARGE', { expected })]);
    }
    return this.#take();
  }

  /** The last rows. @throws FileRejected */
  end(): { records: RawRecord[]; summary: DecodeSummary } {
    if (!this.#opened) this.#open();
    if (this.#transcoder !== null) this.#scan(this.#transcoder.end());
    this.#skipper?.end();
    this.#scanner?.end();
    this.#gate.finish();
    return { records: this.#take(), summary: this.#summary() };
  }

  #open(): void {
    this.#opened = true;
    const opening = this.#opening;
    this.#opening = new Uint8Array(0);
    const { markBytes, problem } = examineOpening(
      opening.subarray(0, openingBytes),
      this.#encoding,
    );
    if (problem !== null) throw new FileRejected([problem]);
    this.#transcoder = chooseTranscoder(this.#encoding, markBytes);
    this.#scanStart = this.#transcoder === null ? markBytes : 0;
    this.#feed(opening.subarray(markBytes));
  }

  #feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += blockBytes) {
      const block = bytes.subarray(at, at + blockBytes);
      this.#scan(this.#transcoder === null ? block : this.#transcoder.push(block));
    }
  }

  #scan(bytes: Uint8Array): void {
    const rest = this.#skipper === null ? bytes : this.#skipper.push(bytes);
    if (rest === null || rest.length === 0) return;
    if (this.#skipper !== null) {
      this.#scanStart += this.#skipper.skipped;
      this.#skipper = null;
    }
    this.#scanner ??= chooseScanner(this.#format, this.#encoding, this.#gate, {
      start: this.#scanStart,
      line: this.#format.dialect.skipLines + 1,
    });
    this.#scanner.push(rest);
  }

  #take(): RawRecord[] {
    const records = this.#gate.rows;
    this.#gate.rows = [];
    return records;
  }

  #summary(): DecodeSummary {
    const { rowCount, truncated, trailerSeen, header } = this.#gate;
    const flags: FileFlag[] = [];
    if (rowCount === 0) flags.push('EMPTY');
    if (truncated) flags.push('TRUNCATED');
    return { bytes: this.#bytes, rows: rowCount, header, trailer: trailerSeen, flags };
  }
}

/** A decoder for one file of this feed. @throws RangeError for an unknown encoding. */
export function createDecoder(format: FeedFormat): Decoder {
  return new Decoder(format);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
