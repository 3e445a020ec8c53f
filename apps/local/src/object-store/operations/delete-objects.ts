import { S3Error } from '../protocol/s3-error.ts';
import { childText, parseXml, xmlDocument } from '../protocol/xml.ts';
import type { XmlNode } from '../protocol/xml.ts';
import type { Store } from '../store.ts';
import { deleteOne } from './delete-object.ts';
import type { Deleted, Deletion } from './delete-object.ts';
import { receiveDocument } from './receive-body.ts';
import type { Operation, S3Request } from './request.ts';

const MAX_KEYS = 1000;

/** Deletes up to 1,000 objects; each one succeeds or fails by itself. */
export const deleteObjects: Operation = async (store, request) => {
  store.buckets.require(request.bucket);
  const document = parseXml(await receiveDocument(store, request));
  const objects = document.children.filter(({ name }) => name === 'Object');
  if (document.name !== 'Delete' || objects.length === 0 || objects.length > MAX_KEYS) {
    throw new S3Error('MalformedXML');
  }
  const quiet = childText(document, 'Quiet') === 'true';
  const results = objects.map((object) => {
    const key = childText(object, 'Key');
    if (key === undefined || key === '') throw new S3Error('MalformedXML');
    return tryDelete(store, request, {
      key,
      versionId: childText(object, 'VersionId'),
      ifMatch: childText(object, 'ETag'),
    });
  });
  const shown = results.filter(([name]) => !quiet || name === 'Error');
  return { status: 200, body: xmlDocument(['DeleteResult', shown]) };
};

function tryDelete(store: Store, request: S3Request, deletion: Deletion): XmlNode {
  const named: XmlNode[] = [['Key', deletion.key]];
  if (deletion.versionId !== undefined) named.push(['VersionId', deletion.versionId]);
  try {
    return ['Deleted', [...named, ...markerNodes(deleteOne(store, request, deletion))]];
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return ['Error', [...named, ['Code', error.code], ['Message', error.message]]];
  }
}

function markerNodes({ made, removed }: Deleted): XmlNode[] {
  const marker = made ?? removed;
  if (!marker?.marker) return [];
  return [
    ['DeleteMarker', true],
    ['DeleteMarkerVersionId', marker.versionId],
  ];
}
