import type { BucketStore, FileRecord, ObjectRef } from '@waybill/store';

/**
 * Where the bytes of a file are now: its kept copy when it has one, else the landing bucket, as long as exactly this version is
 * still there. Null when they are gone.
 */
export async function findBytes(
  buckets: Pick<BucketStore, 'head'>,
  file: FileRecord,
): Promise<ObjectRef | null> {
  if (file.archiveBucket !== null && file.archiveKey !== null) {
    const kept = { bucket: file.archiveBucket, key: file.archiveKey };
    return (await buckets.head(kept)) ? kept : null;
  }
  const landed = { bucket: file.bucket, key: file.key };
  const facts = await buckets.head(landed);
  if (!facts || (facts.versionId ?? facts.etag) !== file.version) return null;
  return facts.versionId === undefined ? landed : { ...landed, versionId: facts.versionId };
}
