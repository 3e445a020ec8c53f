import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { exists } from '../fixtures/landing.ts';
import type { Invariant } from './invariants.ts';

async function sha256Of(s3: S3Client, bucket: string, key: string): Promise<string> {
  const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const hash = createHash('sha256');
  for await (const chunk of answer.Body as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}

async function* objectsOf(
  s3: S3Client,
  bucket: string,
): AsyncGenerator<{ key: string; modified: Date }> {
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }),
    );
    for (const { Key, LastModified } of page.Contents ?? []) {
      if (Key && LastModified) yield { key: Key, modified: LastModified };
    }
    token = page.NextContinuationToken;
  } while (token);
}

export const archiveInvariants: readonly Invariant[] = [
  {
    id: 'I8',
    claim: 'an original is gone only where its archived copy has the same SHA-256',
    check: async ({ sql, s3 }) => {
      const files = await sql.all(
        `select id, sha256, archive_bucket, archive_key from inbound_file where state in ('archived', 'quarantined', 'duplicate') and archive_key is not null`,
      );
      const wrong: string[] = [];
      for (const { id, sha256, archive_bucket, archive_key } of files) {
        const found = await sha256Of(s3, String(archive_bucket), String(archive_key)).catch(
          (error: unknown) => String(error),
        );
        if (sha256 !== null && found !== sha256)
          wrong.push(
            `${String(id)}: ${String(archive_key)} has ${found}, expected ${String(sha256)}`,
          );
      }
      return wrong;
    },
  },
  {
    id: 'I8b',
    claim: 'no file lost both copies: what is neither archived nor quarantined is still in landing',
    check: async ({ sql, s3 }) => {
      const files = await sql.all(
        `select id, bucket, object_key from inbound_file where archive_key is null and state not in ('ignored')`,
      );
      const lost: string[] = [];
      for (const { id, bucket, object_key } of files) {
        if (!(await exists(s3, String(bucket), String(object_key))))
          lost.push(`${String(id)}: ${String(bucket)}/${String(object_key)}`);
      }
      return lost;
    },
  },
  {
    id: 'I11',
    claim: 'nothing is unseen: every landing object older than five minutes has a file record',
    check: async ({ sql, s3 }) => {
      const known = new Set(
        (await sql.all(`select object_key from inbound_file`)).map((row) => row['object_key']),
      );
      const unseen: string[] = [];
      for await (const { key, modified } of objectsOf(s3, 'waybill-landing')) {
        if (Date.now() - modified.getTime() > 300_000 && !known.has(key)) unseen.push(key);
      }
      return unseen;
    },
  },
];
