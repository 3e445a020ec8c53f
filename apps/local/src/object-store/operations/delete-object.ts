import type { ObjectVersion } from '../storage/object-table.ts';
import type { Store } from '../store.ts';
import { announce } from './commit-object.ts';
import { checkVersionId } from './find-version.ts';
import { versionHeader } from './object-headers.ts';
import { checkDelete } from './preconditions.ts';
import type { Operation, S3Request } from './request.ts';

export interface Deletion {
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly ifMatch?: string | undefined;
}

/** What a deletion left: the marker it made, or the version it removed; nothing if there was nothing. */
export interface Deleted {
  readonly made?: ObjectVersion | undefined;
  readonly removed?: ObjectVersion | undefined;
}

export const deleteObject: Operation = (store, request) => {
  const deletion = {
    key: request.key,
    versionId: request.query.get('versionId'),
    ifMatch: request.headers['if-match'],
  };
  const { made, removed } = deleteOne(store, request, deletion);
  const marker = made ?? removed;
  return {
    status: 204,
    headers: {
      ...(marker?.marker ? { 'x-amz-delete-marker': 'true' } : {}),
      ...(made ? versionHeader(made) : {}),
      ...(removed && deletion.versionId !== undefined
        ? { 'x-amz-version-id': removed.versionId }
        : {}),
    },
  };
};

/** Deletes one object or version, with its precondition and its event, in one transaction. */
export function deleteOne(store: Store, request: S3Request, deletion: Deletion): Deleted {
  const { bucket } = request;
  const { key, versionId, ifMatch } = deletion;
  if (versionId !== undefined) checkVersionId(versionId);
  const freed: string[] = [];
  const result = store.database.transaction((): Deleted => {
    const { versioning } = store.buckets.require(bucket);
    const latest = store.objects.latest(bucket, key);
    const target = versionId === undefined ? latest : store.objects.version(bucket, key, versionId);
    checkDelete(ifMatch, target);
    if (versionId === undefined && versioning !== '') {
      const { added, freed: replaced } = store.objects.addMarker(
        bucket,
        key,
        versioning,
        store.clock(),
      );
      freed.push(...replaced);
      announce(store, request, 'ObjectRemoved:DeleteMarkerCreated', added);
      return { made: added };
    }
    if (!target) return {};
    freed.push(...store.objects.remove(target));
    announce(store, request, 'ObjectRemoved:Delete', { ...target, modifiedAt: store.clock() });
    return { removed: target };
  });
  store.blobs.remove(freed);
  return result;
}
