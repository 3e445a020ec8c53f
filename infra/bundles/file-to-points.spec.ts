import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleFile, examplePurchases } from '@waybill/api/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEventQueue } from '../../apps/local/src/object-store/event-queue.ts';
import { createObjectStore } from '../../apps/local/src/object-store/object-store.ts';
import type { ObjectStore } from '../../apps/local/src/object-store/object-store.ts';
import { buildBundles } from './build-bundles.ts';
import { lambdaFunctions } from './functions.ts';
import { deployed } from './testing/deployed.ts';
import type { Deployed } from './testing/deployed.ts';

const needed = [
  'migrate-database',
  'create-partner',
  'create-feed',
  'create-upload-url',
  'receive-files',
  'process-runs',
  'list-runs',
];
const keys = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };
const folder = mkdtempSync(join(tmpdir(), 'waybill-bundles-'));
let store: ObjectStore;
let endpoint: string;
let hub: Deployed;

beforeAll(async () => {
  store = createObjectStore({
    ...keys,
    dataDir: join(folder, 's3'),
    region: 'us-east-1',
    buckets: [
      { name: 'waybill-landing', versioned: true, announced: true },
      { name: 'waybill-archive' },
      { name: 'waybill-quarantine' },
    ],
  });
  const { port } = await store.listen(0);
  endpoint = `http://127.0.0.1:${String(port)}`;
  const functions = lambdaFunctions().filter(({ name }) => needed.includes(name));
  hub = await deployed(await buildBundles(functions, join(folder, 'functions')), {
    WAYBILL_S3_ENDPOINT: endpoint,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  });
  await hub.invoke('migrate-database', {});
}, 120_000);
afterAll(async () => {
  await hub.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('brings a file from its upload to points, each step in a function that has just started', async () => {
  const token = await hub.mint.machine();
  await hub.call('createPartner', { token, body: { id: 'acme', name: 'Acme' } });
  const params = { partnerId: 'acme' };
  const feed = await hub.call('createFeed', { token, params, body: examplePurchases });
  const { id: feedId } = JSON.parse(feed.body) as { id: string };

  const upload = await hub.call('createUploadUrl', {
    token,
    params: { feedId },
    body: { fileName: 'purchases-1.csv' },
  });
  const { url } = JSON.parse(upload.body) as { url: string };
  expect(await fetch(url, { method: 'PUT', body: exampleFile })).toMatchObject({ status: 200 });

  const queue = createEventQueue({ endpoint, secretAccessKey: keys.secretAccessKey });
  const messages = await queue.receive({ max: 10, waitSeconds: 5 });
  const Records = messages.map(({ body }) => ({ messageId: 'm', body: JSON.stringify(body) }));
  expect(Records).toHaveLength(1);
  expect(await hub.invoke('receive-files', { Records })).toEqual({
    result: { batchItemFailures: [] },
  });
  expect(hub.account.aws.calls.filter(({ action }) => action === 'sqs:SendMessage')).toHaveLength(
    1,
  );
  expect(await hub.invoke('process-runs', {})).toEqual({ result: { worked: 1 } });

  const runs = await hub.call('listRuns', { token });
  expect(JSON.parse(runs.body)).toMatchObject({
    items: [{ state: 'partial', pointsAccrued: 31, counts: { read: 3, posted: 2, rejected: 1 } }],
  });
}, 120_000);
