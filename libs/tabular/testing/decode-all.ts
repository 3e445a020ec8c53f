import {
  createDecoder,
  FileRejected,
  type DecodeSummary,
  type FeedFormat,
  type Problem,
  type RawRecord,
} from '../src/index.ts';

export interface DecodedFile {
  records: RawRecord[];
  /** Null when the file was rejected. */
  summary: DecodeSummary | null;
  /** Why the file was rejected; empty when it was not. */
  rejected: readonly Problem[];
}

/** Decodes bytes cut into chunks of one size. */
export function decodeAll(
  format: FeedFormat,
  bytes: Uint8Array,
  chunkBytes = 64 * 1024,
): DecodedFile {
  const decoder = createDecoder(format);
  const records: RawRecord[] = [];
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      // A copy that is wiped afterwards, as a caller that reuses its buffer would.
      const chunk = Uint8Array.from(bytes.subarray(at, at + chunkBytes));
      records.push(...decoder.push(chunk));
      chunk.fill(0x2a);
    }
    const last = decoder.end();
    return { records: [...records, ...last.records], summary: last.summary, rejected: [] };
  } catch (error) {
    if (!(error instanceof FileRejected)) throw error;
    return { records: [], summary: null, rejected: error.problems };
  }
}
