import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { anEvent, issuerUrl } from '@waybill/kit/testing';
import type { Sent } from '@waybill/kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgets, quantile } from './budgets.ts';
import { buildBundles } from './build-bundles.ts';
import type { Bundle } from './build-bundles.ts';
import { emptyFunction, lambdaFunctions } from './functions.ts';
import { startFunction } from './runtime/execution-environment.ts';
import type { Outcome } from './runtime/runtime-api.ts';
import { startEach, unconnected } from './runtime/start-each.ts';
import { bundleOf, deployed, proxyResult } from './testing/deployed.ts';
import type { Deployed } from './testing/deployed.ts';
import { slowness } from './testing/pace.ts';

const limitMs = 300_000;
const functions = lambdaFunctions();
const keys = Object.keys(operations) as OperationKey[];
const folder = mkdtempSync(join(tmpdir(), 'waybill-bundles-'));

let bundles: Bundle[];
/** Of each function as it started with nobody to talk to. */
let initCpuMs: Map<string, number>;
/** What each operation answered to a request without a token. */
let unasked: Map<string, Outcome>;

beforeAll(async () => {
  bundles = await buildBundles([...functions, emptyFunction], folder);
  unasked = new Map();
  initCpuMs = await startEach(bundles, unconnected, async (environment, { name }) => {
    const row = rowOf(name);
    if (row) unasked.set(name, await environment.invoke(anEvent(row)));
    return environment.initCpuMs;
  });
}, limitMs);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the bundles', () => {
  it.each(keys)('answer through the runtime interface: %s', (key) => {
    const { name } = operations[key];

    expect(proxyResult(unasked.get(name))).toMatchObject({
      statusCode: 401,
      headers: { 'content-type': 'application/problem+json' },
    });
  });

  it('are what the stacks deploy', () => {
    const stacks = ['pipeline', 'portal'].map((name) =>
      readFileSync(new URL(`../stacks/${name}.yaml`, import.meta.url), 'utf8'),
    );
    const deployed = stacks.flatMap((text) =>
      [...text.matchAll(/CodeUri: \.\.\/\.\.\/functions\/([\w-]+)\//g)].map(([, name]) => name),
    );
    const unasked = functions.filter(({ operation }) => operation === null);

    expect(deployed.sort()).toEqual(unasked.map(({ name }) => name).sort());
  });

  it('are small', () => {
    const sizes = bundles.map(({ gzipBytes }) => gzipBytes);

    expect(quantile(sizes, 0.95)).toBeLessThanOrEqual(budgets.gzipBytes);
  });

  it('start soon', () => {
    const empty = initCpuMs.get(emptyFunction.name) ?? Number.NaN;
    const others = functions.map(({ name }) => (initCpuMs.get(name) ?? Number.NaN) - empty);

    expect(others.every((ms) => ms > 0)).toBe(true);
    expect(quantile(others, 0.5) / slowness()).toBeLessThanOrEqual(budgets.initCpuMs);
  });

  it('carry no S3 client and no rules where an operation uses neither', () => {
    const carried = Object.keys(bundleOf(bundles, 'list-members').modules);

    expect(carried.filter((module) => module.includes('client-s3'))).toEqual([]);
    expect(carried.filter((module) => module.includes('libs/rules/src/check'))).toEqual([]);
    expect(carried.filter((module) => module.includes('backend/pipeline'))).toEqual([]);
    expect(carried).toContain('node_modules/mysql2/lib/base/pool.js');
  });
});

describe('the bundles on a database', () => {
  let hub: Deployed;

  beforeAll(async () => {
    hub = await deployed(bundles);
    expect(await hub.invoke('migrate-database', {})).toEqual({ result: { migrated: true } });
  }, limitMs);
  afterAll(() => hub.close());

  it('write what the next function reads', async () => {
    const token = await hub.mint.machine();
    const body = { id: 'acme', name: 'Acme Ä 🎁' };

    const created = await hub.call('createPartner', { token, body });
    const listed = await hub.call('listPartners', { token });

    expect(created).toMatchObject({ statusCode: 201 });
    expect(listed).toMatchObject({ statusCode: 200 });
    expect(JSON.parse(listed.body)).toMatchObject({ items: [body] });
  });

  it.each<[OperationKey, Sent]>([
    ['getFileStats', {}],
    ['getLedgerIntegrity', {}],
    ['listAuditEvents', {}],
    ['searchHub', { query: { q: 'acme' } }],
  ])('answer to a token: %s', async (key, sent) => {
    const answer = await hub.call(key, { token: await hub.mint.machine(), ...sent });

    expect(answer).toMatchObject({ statusCode: 200 });
  });

  it('keep their hub from one event to the next', async () => {
    const environment = await startFunction(bundleOf(bundles, 'get-file-stats').folder, hub.env);
    const event = anEvent(operations.getFileStats, { token: await hub.mint.machine() });

    const answers = [await environment.invoke(event), await environment.invoke(event)];
    await environment.stop();

    expect(answers.map(proxyResult)).toMatchObject([{ statusCode: 200 }, { statusCode: 200 }]);
  });

  it('find nothing to do in an empty hub', async () => {
    expect(await hub.invoke('process-runs', {})).toEqual({ result: { worked: 0 } });
    expect(await hub.invoke('work-on-jobs', {})).toEqual({ result: { worked: 0 } });
    expect(await hub.invoke('receive-files', { Records: [] })).toEqual({
      result: { batchItemFailures: [] },
    });
  });

  it('give back the message that failed, and no other', async () => {
    const Records = [
      { messageId: 'bad', body: 'no JSON' },
      { messageId: 'test', body: '{"Event":"s3:TestEvent"}' },
    ];

    expect(await hub.invoke('receive-files', { Records })).toEqual({
      result: { batchItemFailures: [{ itemIdentifier: 'bad' }] },
    });
  });

  it('say what is missing before they take events', async () => {
    const starting = startFunction(bundleOf(bundles, 'list-members').folder, {
      WAYBILL_ISSUER: issuerUrl,
    });

    await expect(starting).rejects.toThrow(/WAYBILL_DATABASE_URL/);
  });
});

function rowOf(name: string) {
  return keys.map((key) => operations[key]).find((row) => row.name === name);
}
