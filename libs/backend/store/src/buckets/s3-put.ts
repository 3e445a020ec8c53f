import { Readable } from 'node:stream';

import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

import type { BucketStore, ObjectRef, PutBody, PutOptions, PutResult } from './bucket-store.ts';
import { hashedBody, mismatch, sha256Hex } from './hashed-body.ts';
import { bareEtag } from './object-facts.ts';
import { addressOf, nameOf, orRefusal } from './s3-answer.ts';

/** Bytes go in one request, a stream in parts of 5 MiB, one after the other, so memory does not grow with its length. */
export async function putObject(
  client: S3Client,
  head: BucketStore['head'],
  ref: ObjectRef,
  body: PutBody,
  { ifNoneMatch, contentType, metadata, sha256 }: PutOptions,
): Promise<PutResult> {
  const params = {
    ...addressOf(ref),
    ContentType: contentType ?? 'application/octet-stream',
    ...(ifNoneMatch ? { IfNoneMatch: ifNoneMatch } : {}),
    ...(metadata ? { Metadata: { ...metadata } } : {}),
  };
  const answer = await orRefusal(
    isStream(body)
      ? new Upload({
          client,
          queueSize: 1,
          params: {
            ...params,
            ChecksumAlgorithm: 'SHA256',
            Body: Readable.from(
              sha256 === undefined ? body : hashedBody(body, sha256, nameOf(ref)),
            ),
          },
        }).done()
      : putBytes(client, params, Buffer.from(body), sha256),
  );
  if (!answer.ok) return { outcome: 'exists', existing: await head(ref) };
  return {
    outcome: 'stored',
    etag: bareEtag(answer.value.ETag),
    versionId: answer.value.VersionId,
  };
}

function putBytes(
  client: S3Client,
  params: { Bucket: string; Key: string },
  bytes: Uint8Array,
  announced: string | undefined,
) {
  const sha256 = sha256Hex(bytes);
  if (announced !== undefined && announced !== sha256)
    throw mismatch(`${params.Bucket}/${params.Key}`);
  const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
  return client.send(new PutObjectCommand({ ...params, Body: bytes, ChecksumSHA256 }));
}

function isStream(body: PutBody): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}
