import type { FeedFormat } from '../feed-format.ts';
import { chooseScanner } from './choose-scanner.ts';
import { chooseTranscoder } from './choose-transcoder.ts';
import { resolveEncoding } from './encoding.ts';
import type { RawRecord } from './raw-record.ts';
import { RecordGate } from './record-gate.ts';

/** Where a row was when its file was read: what a `RawRecord` says of it besides its cells. */
export type RowPlace = Pick<RawRecord, 'rowNo' | 'line' | 'offset' | 'header'>;

/**
 * One row again, from the bytes `[offset, offset + byteLength)` of its file, to show it or to replay it alone.
 * Null when these bytes are no row. @throws FileRejected, RangeError as a decoder does.
 */
export function decodeRow(
  format: FeedFormat,
  bytes: Uint8Array,
  place: RowPlace,
): RawRecord | null {
  const encoding = resolveEncoding(format.dialect.encoding);
  if (encoding === null) throw new RangeError(`Unknown encoding ${format.dialect.encoding}.`);
  const alone = {
    ...format,
    dialect: { ...format.dialect, header: false, skipLines: 0, trailer: null },
  };
  const gate = new RecordGate(alone, (position) => position, place.header);
  gate.rowCount = place.rowNo - 1;
  const scanner = chooseScanner(alone, encoding, gate, { start: 0, line: place.line });
  const transcoder = chooseTranscoder(encoding, 0);
  if (transcoder === null) scanner.push(bytes);
  else {
    scanner.push(transcoder.push(bytes));
    scanner.push(transcoder.end());
  }
  scanner.end();
  const [record] = gate.rows;
  return record === undefined ? null : { ...record, ...place, byteLength: bytes.length };
}
