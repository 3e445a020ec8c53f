import { invalidArgument } from '../protocol/s3-error.ts';
import { xmlDocument } from '../protocol/xml.ts';
import type { XmlNode } from '../protocol/xml.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import type { Store } from '../store.ts';
import { keyWriter, listingHead, listPage, pageSize, pastGroup } from './list-page.ts';
import type { Listing } from './list-page.ts';
import { isoTime, quoted } from './object-headers.ts';
import type { Operation, S3Request } from './request.ts';

export const listObjectsV2: Operation = (store, request) => {
  const { query } = request;
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const max = pageSize(query, 'max-keys');
  const listing = objectsAfter(
    store,
    request,
    token === undefined ? (startAfter ?? '') : readToken(token),
    max,
  );
  const write = keyWriter(query);
  const nodes: XmlNode[] = [
    ...listingHead(request),
    ['MaxKeys', max],
    ['KeyCount', listing.entries.length],
    ['IsTruncated', listing.truncated],
  ];
  if (startAfter !== undefined) nodes.push(['StartAfter', write(startAfter)]);
  if (token !== undefined) nodes.push(['ContinuationToken', token]);
  if (listing.truncated) nodes.push(['NextContinuationToken', writeToken(lastCursor(listing))]);
  nodes.push(
    ...entryNodes(
      listing,
      write,
      query.get('fetch-owner') === 'true' ? store.accessKeyId : undefined,
    ),
  );
  return { status: 200, body: xmlDocument(['ListBucketResult', nodes]) };
};

/** The first version of the call, which older tools still use. */
export const listObjectsV1: Operation = (store, request) => {
  const { query } = request;
  const marker = query.get('marker') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const max = pageSize(query, 'max-keys');
  // A common prefix given back as the marker means: after everything under it.
  const after = delimiter !== '' && marker.endsWith(delimiter) ? pastGroup(marker) : marker;
  const listing = objectsAfter(store, request, after, max);
  const write = keyWriter(query);
  const nodes: XmlNode[] = [
    ...listingHead(request),
    ['Marker', write(marker)],
    ['MaxKeys', max],
    ['IsTruncated', listing.truncated],
  ];
  const last = listing.entries.at(-1);
  if (listing.truncated && last)
    nodes.push(['NextMarker', write('group' in last ? last.group : last.item.key)]);
  nodes.push(...entryNodes(listing, write, store.accessKeyId));
  return { status: 200, body: xmlDocument(['ListBucketResult', nodes]) };
};

function objectsAfter(
  store: Store,
  { bucket, query }: S3Request,
  from: string,
  max: number,
): Listing<ObjectVersion> {
  store.buckets.require(bucket);
  const prefix = query.get('prefix') ?? '';
  return listPage({
    prefix,
    delimiter: query.get('delimiter') ?? '',
    max,
    from,
    fetch: (after, limit) => store.objects.listLatest(bucket, prefix, after, limit),
    keyOf: (object) => object.key,
    cursorAt: (object) => object.key,
    cursorPast: pastGroup,
  });
}

function entryNodes(
  listing: Listing<ObjectVersion>,
  write: (key: string) => string,
  owner?: string,
): XmlNode[] {
  return listing.entries.map((entry): XmlNode => {
    if ('group' in entry) return ['CommonPrefixes', [['Prefix', write(entry.group)]]];
    const { item } = entry;
    const nodes: XmlNode[] = [
      ['Key', write(item.key)],
      ['LastModified', isoTime(item.modifiedAt)],
      ['ETag', quoted(item.etag)],
    ];
    if (item.checksum)
      nodes.push(
        ['ChecksumAlgorithm', item.checksum.algorithm],
        ['ChecksumType', item.checksum.type],
      );
    nodes.push(['Size', item.size]);
    if (owner !== undefined) nodes.push(['Owner', [['ID', owner]]]);
    nodes.push(['StorageClass', 'STANDARD']);
    return ['Contents', nodes];
  });
}

function lastCursor({ entries }: Listing<ObjectVersion>): string {
  const last = entries.at(-1);
  if (!last) return '';
  return 'group' in last ? pastGroup(last.group) : last.item.key;
}

/** Opaque to clients; the prefix tells a token of ours from a guess. */
function writeToken(cursor: string): string {
  return Buffer.from(`after:${cursor}`).toString('base64');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith('after:')) {
    throw invalidArgument(
      'continuation-token',
      token,
      'The continuation token provided is incorrect',
    );
  }
  return text.slice('after:'.length);
}
