import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';

import type { ObjectFacts } from './bucket-store.ts';

type Answer = Pick<
  HeadObjectCommandOutput & GetObjectCommandOutput,
  | 'ContentLength'
  | 'ContentRange'
  | 'ETag'
  | 'VersionId'
  | 'LastModified'
  | 'ContentType'
  | 'ChecksumSHA256'
  | 'Metadata'
>;

/** Facts of the whole object, also from the answer to a range. */
export function objectFacts(answer: Answer): ObjectFacts {
  const total = /\/(\d+)$/u.exec(answer.ContentRange ?? '')?.[1];
  return {
    size: total === undefined ? (answer.ContentLength ?? 0) : Number(total),
    etag: bareEtag(answer.ETag),
    versionId: answer.VersionId,
    lastModified: answer.LastModified ?? new Date(0),
    contentType: answer.ContentType,
    sha256: hexOfChecksum(answer.ChecksumSHA256),
    metadata: answer.Metadata ?? {},
  };
}

export function bareEtag(etag: string | undefined): string {
  return (etag ?? '').replace(/^"(.*)"$/u, '$1');
}

/** Hex of a base64 checksum; a checksum of checksums (`…-3`) says nothing about the bytes. */
export function hexOfChecksum(base64: string | undefined): string | undefined {
  if (base64 === undefined || base64.includes('-')) return undefined;
  return Buffer.from(base64, 'base64').toString('hex');
}
