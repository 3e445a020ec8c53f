import type { BucketStore, ObjectVersion } from '@waybill/store';
import { versionOf } from '../../landed-object.ts';

/**
 * Deletes the landing original of a kept file, and nothing else: a newer object under the same key stays, to be processed by
 * its own event. Looks at the version first, since two uploads of the same bytes share an etag.
 */
export async function removeOriginal(
  buckets: BucketStore,
  object: Pick<ObjectVersion, 'bucket' | 'key' | 'version' | 'etag'>,
): Promise<'deleted' | 'newer' | 'absent'> {
  const at = { bucket: object.bucket, key: object.key };
  const current = await buckets.head(at);
  if (current === null) return 'absent';
  if (versionOf(current) !== object.version) return 'newer';
  const outcome = await buckets.deleteIfMatch(at, object.etag);
  return outcome === 'changed' ? 'newer' : outcome;
}
