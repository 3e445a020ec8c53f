import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { anEvent, createTokenMint, issuerUrl } from '@waybill/kit/testing';
import type { Sent, TokenMint } from '@waybill/kit/testing';
import { openRawSql } from '@waybill/store/testing/raw-sql';
import { sharedMariaDb } from '@waybill/store/testing/shared-mariadb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgets, quantile } from './budgets.ts';
import { buildBundles } from './build-bundles.ts';
import type { Bundle } from './build-bundles.ts';
import { emptyFunction, lambdaFunctions } from './functions.ts';
import { startFunction } from './runtime/execution-environment.ts';
import type { Outcome } from './runtime/runtime-api.ts';
import { startEach, unconnected } from './runtime/start-each.ts';

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
    expect(quantile(others, 0.5)).toBeLessThanOrEqual(budgets.initCpuMs);
  });

  it('carry no S3 client and no rules where an operation uses neither', () => {
    const carried = Object.keys(bundleOf('list-members').modules);

    expect(carried.filter((module) => module.includes('client-s3'))).toEqual([]);
    expect(carried.filter((module) => module.includes('libs/rules/src/check'))).toEqual([]);
    expect(carried.filter((module) => module.includes('backend/pipeline'))).toEqual([]);
    expect(carried).toContain('node_modules/mysql2/lib/base/pool.js');
  });
});

describe('the bundles on a database', () => {
  let mint: TokenMint;
  let keySet: Server;
  let database: URL;
  let env: Record<string, string>;

  beforeAll(async () => {
    mint = await createTokenMint();
    keySet = createServer((_request, response) => response.end(JSON.stringify(mint.keySet)));
    await new Promise<void>((resolve) => keySet.listen(0, '127.0.0.1', resolve));
    const { port } = keySet.address() as AddressInfo;
    database = new URL(await sharedMariaDb());
    database.pathname = `/bundles_${String(process.pid)}`;
    env = {
      ...unconnected,
      WAYBILL_DATABASE_URL: database.href,
      WAYBILL_ISSUER: issuerUrl,
      WAYBILL_JWKS_URL: `http://127.0.0.1:${String(port)}/keys`,
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
    expect(await invoke('migrate-database', {})).toEqual({ result: { migrated: true } });
  }, limitMs);
  afterAll(async () => {
    keySet.close();
    const raw = await openRawSql(await sharedMariaDb());
    await raw.run(`drop database if exists ${database.pathname.slice(1)}`);
    await raw.close();
  });

  it('write what the next function reads', async () => {
    const token = await mint.machine();
    const body = { id: 'acme', name: 'Acme Ä 🎁' };

    const created = await call('createPartner', { token, body });
    const listed = await call('listPartners', { token });

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
    const answer = await call(key, { token: await mint.machine(), ...sent });

    expect(answer).toMatchObject({ statusCode: 200 });
  });

  it('keep their hub from one event to the next', async () => {
    const environment = await startFunction(bundleOf('get-file-stats').folder, env);
    const event = anEvent(operations.getFileStats, { token: await mint.machine() });

    const answers = [await environment.invoke(event), await environment.invoke(event)];
    await environment.stop();

    expect(answers.map(proxyResult)).toMatchObject([{ statusCode: 200 }, { statusCode: 200 }]);
  });

  it('find nothing to do in an empty hub', async () => {
    expect(await invoke('process-runs', {})).toEqual({ result: { worked: 0 } });
    expect(await invoke('work-on-jobs', {})).toEqual({ result: { worked: 0 } });
    expect(await invoke('receive-files', { Records: [] })).toEqual({
      result: { batchItemFailures: [] },
    });
  });

  it('give back the message that failed, and no other', async () => {
    const Records = [
      { messageId: 'bad', body: 'no JSON' },
      { messageId: 'test', body: '{"Event":"s3:TestEvent"}' },
    ];

    expect(await invoke('receive-files', { Records })).toEqual({
      result: { batchItemFailures: [{ itemIdentifier: 'bad' }] },
    });
  });

  it('say what is missing before they take events', async () => {
    const starting = startFunction(bundleOf('list-members').folder, { WAYBILL_ISSUER: issuerUrl });

    await expect(starting).rejects.toThrow(/WAYBILL_DATABASE_URL/);
  });

  async function call(key: OperationKey, sent: Sent): Promise<APIGatewayProxyResult> {
    return proxyResult(await invoke(operations[key].name, anEvent(operations[key], sent)));
  }

  async function invoke(name: string, event: unknown): Promise<Outcome> {
    const environment = await startFunction(bundleOf(name).folder, env);
    try {
      return await environment.invoke(event);
    } finally {
      await environment.stop();
    }
  }
});

function bundleOf(wanted: string): Bundle {
  const found = bundles.find(({ name }) => name === wanted);
  if (!found) throw new Error(`There is no bundle ${wanted}`);
  return found;
}

function rowOf(name: string) {
  return keys.map((key) => operations[key]).find((row) => row.name === name);
}

function proxyResult(outcome: Outcome | undefined): APIGatewayProxyResult {
  if (!outcome || !('result' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.result as APIGatewayProxyResult;
}
