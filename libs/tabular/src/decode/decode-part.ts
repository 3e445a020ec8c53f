import type { FeedFormat } from '../feed-format.ts';
import type { ResolvedHeader } from '../header/resolve-header.ts';
import { chooseScanner } from './choose-scanner.ts';
import { resolveEncoding, type Encoding } from './encoding.ts';
import type { RawRecord } from './raw-record.ts';
import { RecordGate } from './record-gate.ts';

/** A stretch of a file from the first byte of one row to the first byte of another, or to the end of the file. */
export interface FilePart {
  /** Byte of the file at which its first row begins. */
  readonly from: number;
  /** Number and physical line of that row. */
  readonly rowNo: number;
  readonly line: number;
  /** Nothing of the file follows; only here a trailer is looked for. */
  readonly isLast: boolean;
  /** Of the file; null when its feed has none. */
  readonly header: ResolvedHeader | null;
}

/** As for whole files: small enough that the memory of its rows is flat. */
const blockBytes = 64 * 1024;

/**
 * Whether a file of this format may be read from the middle. Bytes of UTF-8 and of the single-byte code pages are read as they are, so that
 * every row begins at a byte of its own; other encodings are turned into UTF-8 first, from the first byte on.
 */
export function canBeDivided({ dialect }: FeedFormat): boolean {
  const encoding = resolveEncoding(dialect.encoding);
  return encoding !== null && isReadAsItIs(encoding);
}

/**
 * The rows of one part of a file that was read to its end before: the very records that a decoder of the whole file gives there, numbers,
 * lines and offsets included. @throws RangeError for an encoding that cannot be divided.
 */
export async function* decodePart(
  format: FeedFormat,
  part: FilePart,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<RawRecord[]> {
  const encoding = resolveEncoding(format.dialect.encoding);
  if (encoding === null || !isReadAsItIs(encoding))
    throw new RangeError(`A file in ${format.dialect.encoding} is read from its beginning only.`);
  const { dialect } = format;
  const trailer = part.isLast ? dialect.trailer : null;
  const rowsOnly = { ...format, dialect: { ...dialect, header: false, skipLines: 0, trailer } };
  const gate = new RecordGate(rowsOnly, (position) => position, part.header);
  gate.rowCount = part.rowNo - 1;
  const { from: start, line } = part;
  const scanner = chooseScanner(rowsOnly, encoding, gate, { start, line });
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += blockBytes)
      scanner.push(chunk.subarray(at, at + blockBytes));
    if (gate.rows.length > 0) yield taken(gate);
  }
  scanner.end();
  gate.finish();
  if (gate.rows.length > 0) yield taken(gate);
}

function taken(gate: RecordGate): RawRecord[] {
  const { rows } = gate;
  gate.rows = [];
  return rows;
}

function isReadAsItIs({ kind }: Encoding): boolean {
  return kind === 'utf-8' || kind === 'single-byte';
}
