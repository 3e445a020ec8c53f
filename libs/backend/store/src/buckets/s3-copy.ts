import { CopyObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import type { BucketStore, CopyOptions, CopyResult, ObjectRef } from './bucket-store.ts';
import { bareEtag, hexOfChecksum } from './object-facts.ts';
import { addressOf, orRefusal } from './s3-answer.ts';

type Head = BucketStore['head'];

/** A copy on the store's side; nothing travels through here. */
export async function copyObject(
  client: S3Client,
  head: Head,
  from: ObjectRef & { etag: string },
  to: ObjectRef,
  { ifNoneMatch, metadata }: CopyOptions,
): Promise<CopyResult> {
  const path = [from.bucket, ...from.key.split('/')].map(encodeURIComponent).join('/');
  const version =
    from.versionId === undefined ? '' : `?versionId=${encodeURIComponent(from.versionId)}`;
  // Replacing metadata drops the content type too, so the source's is given again.
  const replaced = metadata && {
    MetadataDirective: 'REPLACE' as const,
    Metadata: { ...metadata },
    ContentType: (await head(from))?.contentType,
  };
  const answer = await orRefusal(
    client.send(
      new CopyObjectCommand({
        ...addressOf({ bucket: to.bucket, key: to.key }),
        CopySource: path + version,
        CopySourceIfMatch: `"${from.etag}"`,
        ChecksumAlgorithm: 'SHA256',
        ...(ifNoneMatch ? { IfNoneMatch: ifNoneMatch } : {}),
        ...replaced,
      }),
    ),
  );
  if (answer.ok) {
    const { ETag, ChecksumSHA256 } = answer.value.CopyObjectResult ?? {};
    return {
      outcome: 'copied',
      etag: bareEtag(ETag),
      versionId: answer.value.VersionId,
      sha256: hexOfChecksum(ChecksumSHA256),
    };
  }
  return answer.refusal === 'absent' ? { outcome: 'absent' } : whyNotCopied(head, from, to);
}

/** A refused copy does not say which of its two conditions failed: the source tells. */
async function whyNotCopied(
  head: Head,
  from: ObjectRef & { etag: string },
  to: ObjectRef,
): Promise<CopyResult> {
  const source = await head(from);
  if (!source) return { outcome: 'absent' };
  if (source.etag !== from.etag) return { outcome: 'changed' };
  return { outcome: 'exists', existing: await head({ bucket: to.bucket, key: to.key }) };
}
