import type { FileRecord } from '@waybill/store';
import { refOf, versionOf } from '../landed-object.ts';
import type { PipelinePorts } from '../ports.ts';
import type { RunSource } from './run-context.ts';

/** Where the bytes of a file are at present, and the exact version of them. */
export interface StoredBytes extends RunSource {
  readonly bucket: string;
  readonly key: string;
  /** What tells this content from others under the same key. */
  readonly version: string;
}

/** The landing original, whether or not it still stands there. */
export function landedBytes(file: FileRecord): StoredBytes {
  const { bucket, key, version, etag, sizeBytes } = file;
  return { bucket, key, version, etag, sizeBytes, ref: refOf(file) };
}

/** The copy that was kept of a file, in the archive or in quarantine; null when there is none. */
export async function keptBytes(
  { buckets }: Pick<PipelinePorts, 'buckets'>,
  file: FileRecord,
): Promise<StoredBytes | null> {
  if (file.archiveBucket === null || file.archiveKey === null) return null;
  const ref = { bucket: file.archiveBucket, key: file.archiveKey };
  const facts = await buckets.head(ref);
  return (
    facts && { ...ref, ref, version: versionOf(facts), etag: facts.etag, sizeBytes: facts.size }
  );
}
