import { decodePart, type FeedFormat, type FilePart, type RawRecord } from '../src/index.ts';

/** The rows of one part, whose bytes come in chunks of one size. */
export async function rowsOfPart(
  format: FeedFormat,
  part: FilePart,
  bytes: Uint8Array,
  chunkBytes = 64 * 1024,
): Promise<RawRecord[]> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.slice(index * chunkBytes, (index + 1) * chunkBytes),
  );
  const rows: RawRecord[] = [];
  for await (const records of decodePart(format, part, chunks)) rows.push(...records);
  return rows;
}
