import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CreateBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';

import { createObjectStore } from '../object-store.ts';
import type { ObjectStore } from '../object-store.ts';

/**
 * The store under test: ours by default, or any other one given by environment:
 * WAYBILL_CONFORMANCE_S3_ENDPOINT, …_KEY, …_SECRET and …_REGION.
 */
export interface Subject {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly client: S3Client;
  /** A fresh bucket of this spec file. */
  readonly bucket: string;
}

const outside = process.env['WAYBILL_CONFORMANCE_S3_ENDPOINT'];

/** Opens the subject for one spec file and closes it afterwards. Read it inside tests only. */
export function subjectForThisFile(): Subject {
  let subject: Subject | undefined;
  let ours: { store: ObjectStore; dataDir: string } | undefined;

  beforeAll(async () => {
    const accessKeyId = process.env['WAYBILL_CONFORMANCE_S3_KEY'] ?? 'waybill';
    const secretAccessKey = process.env['WAYBILL_CONFORMANCE_S3_SECRET'] ?? 'waybill-local';
    const region = process.env['WAYBILL_CONFORMANCE_S3_REGION'] ?? 'us-east-1';
    let endpoint = outside;
    if (endpoint === undefined) {
      const dataDir = await mkdtemp(join(tmpdir(), 'object-store-'));
      const store = createObjectStore({
        dataDir,
        accessKeyId,
        secretAccessKey,
        region,
        buckets: [],
      });
      const { port } = await store.listen(0);
      ours = { store, dataDir };
      endpoint = `http://127.0.0.1:${String(port)}`;
    }
    const client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
    });
    const bucket = `conformance-${randomBytes(6).toString('hex')}`;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    subject = { endpoint, accessKeyId, secretAccessKey, region, client, bucket };
  });

  afterAll(async () => {
    subject?.client.destroy();
    await ours?.store.close();
    if (ours) await rm(ours.dataDir, { recursive: true });
  });

  const current = () => {
    if (!subject) throw new Error('The subject is there inside tests only');
    return subject;
  };
  return {
    get endpoint() {
      return current().endpoint;
    },
    get accessKeyId() {
      return current().accessKeyId;
    },
    get secretAccessKey() {
      return current().secretAccessKey;
    },
    get region() {
      return current().region;
    },
    get client() {
      return current().client;
    },
    get bucket() {
      return current().bucket;
    },
  };
}

/** The refusal a call ends in, as `<status> <code>`; fails the test when it does not refuse. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    return `${String(error.$metadata.httpStatusCode)} ${error.name}`;
  }
  throw new Error('The call was expected to be refused');
}
