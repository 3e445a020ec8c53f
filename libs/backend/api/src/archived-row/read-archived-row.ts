import { createHash } from 'node:crypto';
import type { BucketStore, ObjectRef, RowOutcomeRecord } from '@waybill/store';
import { compileFeed, createDecoder } from '@waybill/tabular';
import type { CanonicalField, FeedFormat, Value } from '@waybill/tabular';

export interface ArchivedRow {
  /** The line as it was received. */
  readonly text: string;
  readonly slots: readonly CanonicalField[];
  /** What stood in a column of the layout, as received; null when the file has no such column. */
  cellOf(column: string): string | null;
  /** In the order of the slots; null when the row does not read as a record. */
  readonly values: readonly Value[] | null;
}

/** No preamble and header is longer than the longest line that a format may allow. */
const preambleBytesMax = 4_194_304;

/**
 * Reads one row of a kept file again, by its place. The bytes before the first row (byte order mark, preamble, header) are read with
 * it and put in front, so that it is decoded exactly as it was in its file. Null when the bytes are gone.
 */
export async function readArchivedRow(
  buckets: Pick<BucketStore, 'readRange'>,
  file: ObjectRef,
  format: FeedFormat,
  { place, first }: { place: RowOutcomeRecord; first: RowOutcomeRecord },
): Promise<ArchivedRow | null> {
  const [before, line] = await Promise.all([
    buckets.readRange(file, 0, Math.min(first.offset, preambleBytesMax)),
    buckets.readRange(file, place.offset, place.byteLength),
  ]);
  if (before.outcome === 'absent' || line.outcome === 'absent') return null;

  const reader = compileFeed(format, {
    sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
    fileSha256: '',
    // The row was accepted when it was posted; today's date has no say in it.
    today: Number.MAX_SAFE_INTEGER - 1,
  });
  const decoder = createDecoder(withoutTrailer(format));
  const records = [before.bytes, line.bytes].flatMap((bytes) => decoder.push(bytes));
  const [record] = [...records, ...decoder.end().records];
  const text = new TextDecoder(format.dialect.encoding).decode(line.bytes);
  return {
    text,
    slots: reader.slots,
    values: record ? reader.read(record).values : null,
    cellOf: (column) => {
      const at = format.layout.columns.findIndex(({ name }) => name === column);
      const index = record?.header ? (record.header.indexByColumn[at] ?? -1) : at;
      return record?.cells[index] ?? null;
    },
  };
}

function withoutTrailer(format: FeedFormat): FeedFormat {
  return { ...format, dialect: { ...format.dialect, trailer: null } };
}
