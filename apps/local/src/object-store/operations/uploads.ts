import { checksumElement } from '../protocol/checksums.ts';
import { xmlDocument } from '../protocol/xml.ts';
import type { XmlNode } from '../protocol/xml.ts';
import { keyWriter, listingHead, listPage, pageSize, pastGroup } from './list-page.ts';
import { isoTime, quoted } from './object-headers.ts';
import type { Operation } from './request.ts';

export const abortUpload: Operation = (store, { bucket, key, query }) => {
  store.buckets.require(bucket);
  const freed = store.database.transaction(() => {
    const { id } = store.uploads.requireOpen(bucket, key, query.get('uploadId') ?? '');
    return store.uploads.remove(id);
  });
  store.blobs.remove(freed);
  return { status: 204 };
};

export const listParts: Operation = (store, { bucket, key, query }) => {
  store.buckets.require(bucket);
  const upload = store.uploads.requireOpen(bucket, key, query.get('uploadId') ?? '');
  const max = pageSize(query, 'max-parts');
  const after = Number(query.get('part-number-marker') ?? 0);
  const found = store.uploads.parts(upload.id, Number.isFinite(after) ? after : 0, max + 1);
  const parts = found.slice(0, max);
  const nodes: XmlNode[] = [
    ['Bucket', bucket],
    ['Key', key],
    ['UploadId', upload.id],
    ['PartNumberMarker', after],
    ['NextPartNumberMarker', parts.at(-1)?.number ?? 0],
    ['MaxParts', max],
    ['IsTruncated', found.length > max && max > 0],
    ['ChecksumAlgorithm', upload.algorithm],
    ['ChecksumType', upload.type],
    ['StorageClass', 'STANDARD'],
  ];
  for (const part of parts) {
    nodes.push([
      'Part',
      [
        ['PartNumber', part.number],
        ['LastModified', isoTime(part.modifiedAt)],
        ['ETag', quoted(part.etag)],
        ['Size', part.size],
        [checksumElement(part.checksum.algorithm), part.checksum.value],
      ],
    ]);
  }
  return { status: 200, body: xmlDocument(['ListPartsResult', nodes]) };
};

export const listUploads: Operation = (store, request) => {
  const { bucket, query } = request;
  store.buckets.require(bucket);
  const prefix = query.get('prefix') ?? '';
  const max = pageSize(query, 'max-uploads');
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('upload-id-marker') ?? '';
  const listing = listPage({
    prefix,
    delimiter: query.get('delimiter') ?? '',
    max,
    // Without an id marker a key marker means after all of that key's uploads.
    from: { key: keyMarker, id: idMarker === '' && keyMarker !== '' ? '\u{10FFFF}' : idMarker },
    fetch: (after: { key: string; id: string }, limit) =>
      store.uploads.listOpen(bucket, prefix, after, limit),
    keyOf: (upload) => upload.key,
    cursorAt: ({ key, id }) => ({ key, id }),
    cursorPast: (group) => ({ key: pastGroup(group), id: '' }),
  });
  const write = keyWriter(query);
  const [, ...head] = listingHead(request);
  const nodes: XmlNode[] = [
    ['Bucket', bucket],
    ...head,
    ['KeyMarker', write(keyMarker)],
    ['UploadIdMarker', idMarker],
    ['MaxUploads', max],
    ['IsTruncated', listing.truncated],
  ];
  const last = listing.entries.at(-1);
  if (listing.truncated && last) {
    nodes.push(['NextKeyMarker', write('group' in last ? last.group : last.item.key)]);
    if ('item' in last) nodes.push(['NextUploadIdMarker', last.item.id]);
  }
  for (const entry of listing.entries) {
    if ('group' in entry) nodes.push(['CommonPrefixes', [['Prefix', write(entry.group)]]]);
    else {
      const { key, id, initiatedAt } = entry.item;
      nodes.push([
        'Upload',
        [
          ['Key', write(key)],
          ['UploadId', id],
          ['Initiated', isoTime(initiatedAt)],
          ['StorageClass', 'STANDARD'],
        ],
      ]);
    }
  }
  return { status: 200, body: xmlDocument(['ListMultipartUploadsResult', nodes]) };
};
