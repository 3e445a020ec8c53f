import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import type { BucketStore, ObjectRef } from './bucket-store.ts';
import { addressOf, orRefusal } from './s3-answer.ts';

/** Deletes what was seen, never what came after it. */
export async function deleteIfMatch(
  client: S3Client,
  head: BucketStore['head'],
  ref: ObjectRef,
  etag: string,
) {
  if (ref.versionId !== undefined) {
    // S3 checks conditions on the current version only; a version never changes, so looking is enough.
    const version = await head(ref);
    if (!version) return 'absent';
    if (version.etag !== etag) return 'changed';
    await client.send(new DeleteObjectCommand(addressOf(ref)));
    return 'deleted';
  }
  const answer = await orRefusal(
    client.send(new DeleteObjectCommand({ ...addressOf(ref), IfMatch: `"${etag}"` })),
  );
  if (answer.ok) return 'deleted';
  // Over a delete marker the condition fails as well, but there is nothing left that could have changed.
  return answer.refusal === 'absent' || !(await head(ref)) ? 'absent' : 'changed';
}
