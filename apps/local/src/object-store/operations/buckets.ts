import { S3Error } from '../protocol/s3-error.ts';
import { childText, parseXml, xmlDocument } from '../protocol/xml.ts';
import { isoTime } from './object-headers.ts';
import { receiveDocument } from './receive-body.ts';
import type { Operation } from './request.ts';

export const listBuckets: Operation = (store) => {
  const buckets = store.buckets.all().map(
    ({ name, createdAt }) =>
      [
        'Bucket',
        [
          ['Name', name],
          ['CreationDate', isoTime(createdAt)],
        ],
      ] as const,
  );
  return {
    status: 200,
    body: xmlDocument([
      'ListAllMyBucketsResult',
      [
        ['Owner', [['ID', store.accessKeyId]]],
        ['Buckets', buckets],
      ],
    ]),
  };
};

export const headBucket: Operation = (store, { bucket }) => {
  store.buckets.require(bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': store.region } };
};

export const createBucket: Operation = (store, { bucket }) => {
  checkBucketName(bucket);
  const isNew = store.buckets.add(bucket, store.clock());
  // The oldest region, and only it, says yes again.
  if (!isNew && store.region !== 'us-east-1') {
    throw new S3Error('BucketAlreadyOwnedByYou', { BucketName: bucket });
  }
  return { status: 200, headers: { location: `/${bucket}` } };
};

export const deleteBucket: Operation = (store, { bucket }) => {
  store.buckets.require(bucket);
  store.buckets.remove(bucket);
  return { status: 204 };
};

export const getLocation: Operation = (store, { bucket }) => {
  store.buckets.require(bucket);
  // The oldest region has no name here.
  return {
    status: 200,
    body: xmlDocument(['LocationConstraint', store.region === 'us-east-1' ? '' : store.region]),
  };
};

export const getVersioning: Operation = (store, { bucket }) => {
  const { versioning } = store.buckets.require(bucket);
  return {
    status: 200,
    body: xmlDocument([
      'VersioningConfiguration',
      versioning === '' ? [] : [['Status', versioning]],
    ]),
  };
};

export const putVersioning: Operation = async (store, request) => {
  store.buckets.require(request.bucket);
  const status = childText(parseXml(await receiveDocument(store, request)), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML');
  store.buckets.setVersioning(request.bucket, status);
  return { status: 200 };
};

/** 3 to 63 of `a-z 0-9 . -`, starting and ending with a letter or digit, no address. */
export function checkBucketName(name: string): void {
  const plausible = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u.test(name) && !name.includes('..');
  if (!plausible || /^(\d+\.){3}\d+$/u.test(name))
    throw new S3Error('InvalidBucketName', { BucketName: name });
}
