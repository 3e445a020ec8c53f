import { couldNot, notAsked, reasonOf, well, wrong } from './finding.ts';
import type { Check, Outcome } from './finding.ts';

/** What a bucket says of itself; `null` where it has no such setting. */
export interface BucketSettings {
  readonly encryption: string | null;
  readonly versioning: string | null;
  readonly isClosed: boolean;
}

/** @param settingsOf asks S3; rejects with a `CredentialsProviderError` where this machine has none */
export function bucketChecks(
  buckets: readonly string[],
  settingsOf: (bucket: string) => Promise<BucketSettings>,
): Check[] {
  if (buckets.length === 0)
    return [
      {
        code: 'BKT-001',
        what: 'buckets',
        look: () => Promise.resolve(notAsked('--bucket names one')),
      },
    ];
  return buckets.map((bucket) => ({
    code: 'BKT-001',
    what: `bucket ${bucket} is encrypted, versioned and closed to the public`,
    look: () => isSafe(bucket, settingsOf),
  }));
}

async function isSafe(
  bucket: string,
  settingsOf: (bucket: string) => Promise<BucketSettings>,
): Promise<Outcome> {
  let settings: BucketSettings;
  try {
    settings = await settingsOf(bucket);
  } catch (error) {
    const { name } = error as Error;
    if (name === 'NoSuchBucket')
      return wrong('no such bucket', 'a bucket', 'Check its name among the outputs of the stack.');
    return couldNot(
      name === 'CredentialsProviderError'
        ? 'this machine has no credentials of AWS'
        : reasonOf(error),
    );
  }
  const missing = [
    ...(settings.encryption === 'aws:kms' ? [] : ['a key of its own']),
    ...(settings.versioning === 'Enabled' ? [] : ['versions']),
    ...(settings.isClosed ? [] : ['public access blocked']),
  ];
  return missing.length === 0
    ? well('all three')
    : wrong(
        `without ${missing.join(', ')}`,
        'all three',
        'Bring its stack back to the template: detect drift of stacks/buckets.yaml.',
      );
}

export async function settingsInS3(bucket: string): Promise<BucketSettings> {
  const s3 = await import('@aws-sdk/client-s3');
  const client = new s3.S3Client({});
  const Bucket = bucket;
  try {
    const [encryption, versioning, access] = await Promise.all([
      client.send(new s3.GetBucketEncryptionCommand({ Bucket })),
      client.send(new s3.GetBucketVersioningCommand({ Bucket })),
      client.send(new s3.GetPublicAccessBlockCommand({ Bucket })).catch(unlessThereIsNone),
    ]);
    const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
    const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } =
      access?.PublicAccessBlockConfiguration ?? {};
    return {
      encryption: rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? null,
      versioning: versioning.Status ?? null,
      isClosed: [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets].every(
        (is) => is === true,
      ),
    };
  } finally {
    client.destroy();
  }
}

function unlessThereIsNone(error: unknown): null {
  if ((error as Error).name === 'NoSuchPublicAccessBlockConfiguration') return null;
  throw error;
}
