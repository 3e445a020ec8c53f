import {
  createBucket,
  deleteBucket,
  getLocation,
  getVersioning,
  headBucket,
  listBuckets,
  putVersioning,
} from './operations/buckets.ts';
import { completeUpload } from './operations/complete-upload.ts';
import { copyObject } from './operations/copy-object.ts';
import { createUpload } from './operations/create-upload.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { getObject } from './operations/get-object.ts';
import { listObjectsV1, listObjectsV2 } from './operations/list-objects.ts';
import { listVersions } from './operations/list-versions.ts';
import { getObjectAttributes } from './operations/object-attributes.ts';
import { putObject } from './operations/put-object.ts';
import type { Operation } from './operations/request.ts';
import { uploadPart, uploadPartCopy } from './operations/upload-part.ts';
import { abortUpload, listParts, listUploads } from './operations/uploads.ts';
import { S3Error } from './protocol/s3-error.ts';
import type { Target } from './protocol/target.ts';

export interface Route {
  /** S3's own name of the operation. */
  readonly name: string;
  readonly run: Operation;
}

type Level = 'service' | 'bucket' | 'object';
type Row = readonly [
  name: string,
  method: string,
  level: Level,
  query: readonly string[],
  run: Operation,
];

/** First match wins, so the rows that ask for a query parameter (or `copy-source`) come first. */
const TABLE: readonly Row[] = [
  ['ListBuckets', 'GET', 'service', [], listBuckets],
  ['GetBucketLocation', 'GET', 'bucket', ['location'], getLocation],
  ['GetBucketVersioning', 'GET', 'bucket', ['versioning'], getVersioning],
  ['ListObjectVersions', 'GET', 'bucket', ['versions'], listVersions],
  ['ListMultipartUploads', 'GET', 'bucket', ['uploads'], listUploads],
  ['ListObjectsV2', 'GET', 'bucket', ['list-type'], listObjectsV2],
  ['ListObjects', 'GET', 'bucket', [], listObjectsV1],
  ['HeadBucket', 'HEAD', 'bucket', [], headBucket],
  ['PutBucketVersioning', 'PUT', 'bucket', ['versioning'], putVersioning],
  ['CreateBucket', 'PUT', 'bucket', [], createBucket],
  ['DeleteObjects', 'POST', 'bucket', ['delete'], deleteObjects],
  ['DeleteBucket', 'DELETE', 'bucket', [], deleteBucket],
  ['ListParts', 'GET', 'object', ['uploadId'], listParts],
  ['GetObjectAttributes', 'GET', 'object', ['attributes'], getObjectAttributes],
  ['GetObject', 'GET', 'object', [], getObject],
  ['HeadObject', 'HEAD', 'object', [], getObject],
  ['UploadPartCopy', 'PUT', 'object', ['uploadId', 'copy-source'], uploadPartCopy],
  ['UploadPart', 'PUT', 'object', ['uploadId'], uploadPart],
  ['CopyObject', 'PUT', 'object', ['copy-source'], copyObject],
  ['PutObject', 'PUT', 'object', [], putObject],
  ['CreateMultipartUpload', 'POST', 'object', ['uploads'], createUpload],
  ['CompleteMultipartUpload', 'POST', 'object', ['uploadId'], completeUpload],
  ['AbortMultipartUpload', 'DELETE', 'object', ['uploadId'], abortUpload],
  ['DeleteObject', 'DELETE', 'object', [], deleteObject],
];

/** Subresources S3 has and this store does not: said aloud, never silently ignored. */
const ABSENT = new Set(
  `accelerate acl analytics cors encryption intelligent-tiering inventory legal-hold lifecycle logging metrics
   notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment
   restore retention select tagging torrent website`.split(/\s+/u),
);
const ABSENT_HEADERS = [
  'x-amz-tagging',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-legal-hold',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-website-redirect-location',
];
const OWNER_ACLS = new Set(['private', 'bucket-owner-full-control']);

/** Finds the operation, or throws the refusal S3 has for what is not there. */
export function route(
  method: string,
  target: Target,
  headers: Readonly<Record<string, string>>,
): Route {
  const absent = [...target.query.keys()].find((name) => ABSENT.has(name));
  const header = ABSENT_HEADERS.find((name) => headers[name] !== undefined);
  if (absent ?? header) throw new S3Error('NotImplemented', { Header: absent ?? header ?? '' });
  const acl = headers['x-amz-acl'];
  if (acl !== undefined && !OWNER_ACLS.has(acl)) throw new S3Error('AccessControlListNotSupported');
  const level: Level = target.bucket === '' ? 'service' : target.key === '' ? 'bucket' : 'object';
  const has = (name: string) =>
    name === 'copy-source' ? headers['x-amz-copy-source'] !== undefined : target.query.has(name);
  const row = TABLE.find(
    ([, verb, where, query]) => verb === method && where === level && query.every(has),
  );
  if (!row)
    throw new S3Error('MethodNotAllowed', { Method: method, ResourceType: level.toUpperCase() });
  return { name: row[0], run: row[4] };
}
