import { entryKey, recordKey, releasesPrefix } from './layout.ts';
import type { PortalBucket } from './portal-bucket.ts';
import { releaseSchema } from '../release/release.ts';
import type { Release } from '../release/release.ts';

/** Releases with a record, newest first. */
export async function readReleases(bucket: PortalBucket): Promise<Release[]> {
  const keys = [...(await bucket.list(releasesPrefix))].filter((key) =>
    /^releases\/[^/]+\/release\.json$/.test(key),
  );
  const found = await Promise.all(keys.map((key) => bucket.readJson(key)));
  return found
    .flatMap((each) => (each ? [releaseSchema.parse(each.value)] : []))
    .sort((a, b) => (a.uploadedAt > b.uploadedAt ? -1 : 1));
}

/** Its record first: what has none is no release, and is cleared away by the next run if this one ends in between. */
export async function forgetRelease(bucket: PortalBucket, id: string): Promise<void> {
  await bucket.delete([recordKey(id)]);
  const rest = await bucket.list(entryKey(id, ''));
  await bucket.delete([...rest]);
}
