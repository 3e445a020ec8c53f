import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bodyFor,
  exampleFile,
  examplePurchases,
  openTestHub,
  paramsFor,
  queryFor,
  requestFor,
  seedPartner,
} from '@waybill/api/testing';
import { handlers } from '@waybill/api';
import type { Seeded, TestHub } from '@waybill/api/testing';
import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { anEvent } from '@waybill/kit/testing';
import type { Sent } from '@waybill/kit/testing';
import { createReception } from '@waybill/pipeline';
import { createBucketStore, listEverything } from '@waybill/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObjectStore } from '../../apps/local/src/object-store/object-store.ts';
import type { ObjectStore } from '../../apps/local/src/object-store/object-store.ts';
import { allTemplates } from '../templates/all-templates.ts';
import { sesMail } from './platform/ses-mail.ts';
import { startFakeAws } from './runtime/fake-aws.ts';
import type { FakeAws, FakeCall } from './runtime/fake-aws.ts';
import { grantedTo } from './testing/granted.ts';
import { recordingStore } from './testing/recording-store.ts';
import type { RecordingStore } from './testing/recording-store.ts';

const keys = Object.keys(operations) as OperationKey[];
const granted = grantedTo(allTemplates());
const credentials = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };
const buckets = ['waybill-landing', 'waybill-archive', 'waybill-quarantine', 'waybill-exports'];
/** A file of the feed that nobody has taken in. */
const landed = { bucket: 'waybill-landing', key: 'acme/purchases/purchases-7.csv' };
/** One that is set aside for its name. */
const refused = { bucket: 'waybill-landing', key: 'acme/%2e%2e/purchases-8.csv' };
const folder = mkdtempSync(join(tmpdir(), 'waybill-calls-'));

/** Requests that reach the buckets where the usual one does not. */
const reaching: Partial<Record<OperationKey, (of: Seeded) => Sent | Sent[]>> = {
  ingestFile: () => [{ body: landed }, { body: refused }],
  simulateRules: ({ feedId, runId }) => ({
    params: { ruleSetId: feedId },
    body: {
      text: JSON.stringify(examplePurchases.rules),
      row: { kind: 'received', run: runId, rowNo: 2 },
    },
  }),
};

/** Rights that no call of an operation itself shows. */
const used: Readonly<Record<string, string>> = {
  'secretsmanager:GetSecretValue': 'each read at the start is counted by bundles.spec.ts',
  's3:GetObjectVersion':
    'asked for of what has landed and is not archived yet; here most files are',
  'kms:Decrypt': 'S3 and Secrets Manager ask for it on behalf of the role',
  'kms:GenerateDataKey': 'S3 asks for it on behalf of the role',
  'kms:ViaService': 'by way of whom the key is asked for',
};

let store: ObjectStore;
let recorder: RecordingStore;
let aws: FakeAws;
/** By operation, with the bytes in place and without. */
const calls = new Map<OperationKey, Set<string>>();

beforeAll(async () => {
  store = createObjectStore({
    ...credentials,
    dataDir: folder,
    region: 'us-east-1',
    buckets: buckets.map((name) => ({ name, versioned: name === 'waybill-landing' })),
  });
  recorder = await recordingStore(await store.listen(0));
  const bucketStore = createBucketStore({
    endpoint: recorder.endpoint,
    region: 'us-east-1',
    credentials,
    forcePathStyle: true,
  });
  aws = await startFakeAws();
  const mail = sesMail({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'waybill',
    AWS_SECRET_ACCESS_KEY: 'waybill-local',
    AWS_ENDPOINT_URL_SESV2: aws.endpoint,
    WAYBILL_MAIL_FROM: 'waybill@mail.waybill.example',
    WAYBILL_MAIL_REPLY_TO: 'support@waybill.example',
    WAYBILL_MAIL_CONFIGURATION_SET: 'waybill-test',
  });
  const shared = await openTestHub({ buckets: bucketStore, mail });
  const seeded = await seedPartner(shared, 'acme');
  for (const key of keys.filter((one) => !reachesBuckets(one))) await record(key, shared, seeded);
  await shared.close();
  for (const key of keys.filter(reachesBuckets)) {
    for (const bytes of ['there', 'gone'] as const) {
      const test = await openTestHub({ buckets: bucketStore });
      const its = await seedPartner(test, 'acme');
      for (const file of [landed, refused]) await bucketStore.put(file, exampleFile);
      if (bytes === 'gone') await empty(bucketStore);
      await record(key, test, its);
      await test.close();
    }
  }
  bucketStore.close();
}, 300_000);
afterAll(async () => {
  await aws.close();
  await recorder.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('29 what each operation asks of AWS', () => {
  it.each(keys)('is what its role allows, and all of that: %s', (key) => {
    const allowed = granted.get(operations[key].name) ?? new Set<string>();
    const asked = noted(key);
    const actions = new Set([...asked].map((call) => call.split(' ', 1)[0]));
    const unused = [...allowed]
      .map((right) => right.split(' ', 1)[0] ?? '')
      .filter((action) => !actions.has(action) && !(action in used));

    expect([...asked].filter((call) => !allowed.has(call))).toEqual([]);
    expect(unused).toEqual([]);
  });

  it('is something, for those that reach the buckets or mail', () => {
    expect([...calls.keys()].filter((key) => noted(key).size > 0).sort()).toEqual(
      [...keys.filter(reachesBuckets), 'sendRejectedRows'].sort(),
    );
  });
});

function noted(key: OperationKey): Set<string> {
  const set = calls.get(key) ?? new Set<string>();
  calls.set(key, set);
  return set;
}

function reachesBuckets(key: OperationKey): boolean {
  return [...(granted.get(operations[key].name) ?? [])].some((right) => right.startsWith('s3:'));
}

async function record(key: OperationKey, test: TestHub, seeded: Seeded): Promise<void> {
  const { hub, database: db, mint } = test;
  const reception = createReception({ ...hub, ...hub.settings, db });
  const handle = handlers[key]({ ...hub, reception });
  recorder.taken();
  const before = aws.calls.length;
  for (const request of [sent(key, seeded)].flat()) {
    const event = anEvent(operations[key], { token: await mint.machine(), ...request });
    await use((await handle(event)).body);
  }
  for (const action of recorder.taken()) noted(key).add(action);
  for (const right of aws.calls.slice(before).flatMap(rightsToMail)) noted(key).add(right);
}

function sent(key: OperationKey, seeded: Seeded): Sent | Sent[] {
  return (
    reaching[key]?.(seeded) ??
    requestFor[key]?.(seeded) ?? {
      ...(queryFor[key] && { query: queryFor[key] }),
      ...(paramsFor[key] && { params: paramsFor[key] }),
      ...(key in bodyFor && { body: bodyFor[key] }),
    }
  );
}

/** What SES asks IAM about a mail: the domain that it is from, and the configuration set. */
function rightsToMail({ action, resource }: FakeCall): string[] {
  const [from = '', set = ''] = resource.split(' ');
  const domain = from.replace('waybill@mail.waybill.example', '${MailDomain}');
  const own = set.replace('waybill-test', 'waybill-${Environment}');
  return [`${action} identity/${domain}`, `${action} configuration-set/${own}`];
}

/** An address that was given out is good for as much as the role is. */
async function use(body: string): Promise<void> {
  const { url } = (body === '' ? {} : JSON.parse(body)) as { url?: unknown };
  if (typeof url !== 'string' || !url.startsWith('http')) return;
  const isUpload = new URL(url).searchParams.get('x-id') === 'PutObject';
  await (await fetch(url, isUpload ? { method: 'PUT', body: exampleFile } : {})).arrayBuffer();
}

async function empty(bucketStore: ReturnType<typeof createBucketStore>): Promise<void> {
  for (const bucket of buckets)
    for await (const { key, etag } of listEverything(bucketStore, bucket, ''))
      await bucketStore.deleteIfMatch({ bucket, key }, etag);
}
