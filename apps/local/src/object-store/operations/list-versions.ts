import { invalidArgument } from '../protocol/s3-error.ts';
import { xmlDocument } from '../protocol/xml.ts';
import type { XmlNode } from '../protocol/xml.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import type { Store } from '../store.ts';
import { keyWriter, listingHead, listPage, pageSize, pastGroup } from './list-page.ts';
import { isoTime, quoted } from './object-headers.ts';
import type { Operation, S3Request } from './request.ts';

/** Every version and delete marker, by key and then newest first. */
export const listVersions: Operation = (store, request) => {
  const { bucket, query } = request;
  store.buckets.require(bucket);
  const prefix = query.get('prefix') ?? '';
  const max = pageSize(query, 'max-keys');
  const listing = listPage<ObjectVersion, { key: string; seq: number }>({
    prefix,
    delimiter: query.get('delimiter') ?? '',
    max,
    from: startOf(store, request),
    fetch: (after, limit) => store.objects.listVersions(bucket, prefix, after, limit),
    keyOf: (version) => version.key,
    cursorAt: ({ key, seq }) => ({ key, seq }),
    cursorPast: (group) => ({ key: pastGroup(group), seq: 0 }),
  });
  const write = keyWriter(query);
  const nodes: XmlNode[] = [
    ...listingHead(request),
    ['KeyMarker', write(query.get('key-marker') ?? '')],
    ['VersionIdMarker', query.get('version-id-marker') ?? ''],
    ['MaxKeys', max],
    ['IsTruncated', listing.truncated],
  ];
  const last = listing.entries.at(-1);
  if (listing.truncated && last) {
    nodes.push(['NextKeyMarker', write('group' in last ? last.group : last.item.key)]);
    if ('item' in last) nodes.push(['NextVersionIdMarker', last.item.versionId]);
  }
  for (const entry of listing.entries) {
    nodes.push(
      'group' in entry
        ? ['CommonPrefixes', [['Prefix', write(entry.group)]]]
        : versionNode(entry.item, write, store),
    );
  }
  return { status: 200, body: xmlDocument(['ListVersionsResult', nodes]) };
};

/** A key marker alone means after all of its versions; with a version marker, after that version. */
function startOf(store: Store, { bucket, query }: S3Request): { key: string; seq: number } {
  const key = query.get('key-marker') ?? '';
  const versionId = query.get('version-id-marker') ?? '';
  if (versionId === '') {
    const delimiter = query.get('delimiter') ?? '';
    return { key: delimiter !== '' && key.endsWith(delimiter) ? pastGroup(key) : key, seq: 0 };
  }
  const version = key === '' ? undefined : store.objects.version(bucket, key, versionId);
  if (!version)
    throw invalidArgument('version-id-marker', versionId, 'Invalid version id specified');
  return { key, seq: version.seq };
}

function versionNode(
  version: ObjectVersion,
  write: (key: string) => string,
  store: Store,
): XmlNode {
  const nodes: XmlNode[] = [
    ['Key', write(version.key)],
    ['VersionId', version.versionId],
    ['IsLatest', version.latest],
    ['LastModified', isoTime(version.modifiedAt)],
  ];
  if (!version.marker)
    nodes.push(
      ['ETag', quoted(version.etag)],
      ['Size', version.size],
      ['StorageClass', 'STANDARD'],
    );
  nodes.push(['Owner', [['ID', store.accessKeyId]]]);
  return [version.marker ? 'DeleteMarker' : 'Version', nodes];
}
