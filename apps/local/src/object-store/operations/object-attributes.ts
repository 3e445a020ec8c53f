import { checksumElement } from '../protocol/checksums.ts';
import { invalidArgument } from '../protocol/s3-error.ts';
import { xmlDocument } from '../protocol/xml.ts';
import type { XmlNode } from '../protocol/xml.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import { findVersion } from './find-version.ts';
import { versionHeader } from './object-headers.ts';
import type { Operation } from './request.ts';

const ATTRIBUTES: Record<string, (object: ObjectVersion) => XmlNode[]> = {
  ETag: ({ etag }) => [['ETag', etag]],
  Checksum: ({ checksum }) =>
    checksum
      ? [
          [
            'Checksum',
            [
              [checksumElement(checksum.algorithm), checksum.value],
              ['ChecksumType', checksum.type],
            ],
          ],
        ]
      : [],
  ObjectParts: ({ etag, segments }) =>
    etag.includes('-') ? [['ObjectParts', [['PartsCount', segments.length]]]] : [],
  StorageClass: () => [['StorageClass', 'STANDARD']],
  ObjectSize: ({ size }) => [['ObjectSize', size]],
};

export const getObjectAttributes: Operation = (store, { bucket, key, query, headers }) => {
  const object = findVersion(store, bucket, key, query.get('versionId'));
  const asked = (headers['x-amz-object-attributes'] ?? '').split(',').map((name) => name.trim());
  const nodes = asked.flatMap((name) => {
    const attribute = ATTRIBUTES[name];
    if (!attribute)
      throw invalidArgument('x-amz-object-attributes', name, 'Invalid attribute name specified.');
    return attribute(object);
  });
  return {
    status: 200,
    headers: { 'last-modified': object.modifiedAt.toUTCString(), ...versionHeader(object) },
    body: xmlDocument(['GetObjectAttributesResponse', nodes]),
  };
};
