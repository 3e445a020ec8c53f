import type { ObjectFacts, ObjectRef, ObjectVersion } from '@waybill/store';

/** What tells two contents of one key apart: the version id where the bucket keeps versions, else the etag. */
export function versionOf(facts: Pick<ObjectFacts, 'versionId' | 'etag'>): string {
  return facts.versionId ?? facts.etag;
}

/** Addresses exactly this version, so that a newer one under the same key is never read in its place. */
export function refOf(
  object: Pick<ObjectVersion, 'bucket' | 'key' | 'version' | 'etag'>,
): ObjectRef {
  const { bucket, key, version, etag } = object;
  return version === etag ? { bucket, key } : { bucket, key, versionId: version };
}

/** The last part of a key, as a person would call the file. */
export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
