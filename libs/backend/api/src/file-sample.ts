import type { BucketStore, FileRecord } from '@waybill/store';
import type { FileSample } from '@waybill/tabular';
import { findBytes } from './file-bytes.ts';

/** Enough for some hundred rows, little enough for a glance. */
const sampleBytes = 64 * 1024;

/** The first kilobytes of a file; null when its bytes are gone. */
export async function readSample(
  buckets: Pick<BucketStore, 'head' | 'readRange'>,
  file: FileRecord,
): Promise<FileSample | null> {
  const ref = await findBytes(buckets, file);
  if (!ref) return null;
  // A store refuses a range of nothing.
  if (file.sizeBytes === 0) return { bytes: new Uint8Array(0), isWhole: true };
  const read = await buckets.readRange(ref, 0, sampleBytes);
  if (read.outcome !== 'read') return null;
  return { bytes: read.bytes, isWhole: file.sizeBytes <= read.bytes.length };
}
