import { createHash } from 'node:crypto';

import { createHasher } from '../protocol/checksums.ts';
import type { Checksum, ChecksumAlgorithm } from '../protocol/checksums.ts';
import type { Segment } from '../storage/blob-folder.ts';
import type { Store } from '../store.ts';

/** Reads stored bytes once for their MD5 (hex) and a checksum. */
export async function hashSegments(
  store: Store,
  segments: readonly Segment[],
  algorithm: ChecksumAlgorithm,
  range?: { readonly start: number; readonly end: number },
): Promise<{ md5: string; checksum: Checksum }> {
  const md5 = createHash('md5');
  const hasher = createHasher(algorithm);
  for await (const piece of store.blobs.read(segments, range?.start, range?.end)) {
    md5.update(piece);
    hasher.update(piece);
  }
  const value = hasher.digest().toString('base64');
  return { md5: md5.digest('hex'), checksum: { algorithm, type: 'FULL_OBJECT', value } };
}
