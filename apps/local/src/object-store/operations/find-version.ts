import { invalidArgument, S3Error } from '../protocol/s3-error.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import type { Store } from '../store.ts';
import { versionHeader } from './object-headers.ts';

/** The object a read means. Throws S3's refusals for markers, unknown versions and missing keys. */
export function findVersion(
  store: Store,
  bucket: string,
  key: string,
  versionId: string | undefined,
): ObjectVersion {
  store.buckets.require(bucket);
  if (versionId === undefined) {
    const latest = store.objects.latest(bucket, key);
    if (latest && !latest.marker) return latest;
    const headers: Record<string, string> = latest
      ? { 'x-amz-delete-marker': 'true', ...versionHeader(latest) }
      : {};
    throw new S3Error('NoSuchKey', { Key: key }, { headers });
  }
  checkVersionId(versionId);
  const version = store.objects.version(bucket, key, versionId);
  if (!version) throw new S3Error('NoSuchVersion', { Key: key, VersionId: versionId });
  if (version.marker) {
    throw new S3Error(
      'MethodNotAllowed',
      { Method: 'GET', ResourceType: 'DeleteMarker' },
      { headers: { 'x-amz-delete-marker': 'true', allow: 'DELETE', ...versionHeader(version) } },
    );
  }
  return version;
}

export function checkVersionId(versionId: string): void {
  if (versionId === 'null' || /^[\w.-]{16,1024}$/u.test(versionId)) return;
  throw invalidArgument('versionId', versionId, 'Invalid version id specified');
}
