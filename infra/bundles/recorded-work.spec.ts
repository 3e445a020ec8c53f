import { exampleFile, examplePurchases } from '@waybill/api/testing';
import { exportDaysKept } from '@waybill/contracts';
import type { RunPart } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Json } from '../state-language/definition.ts';
import { interpret } from '../state-language/interpret.ts';
import { largeFiles } from '../state-language/large-files.ts';
import { allTemplates } from '../templates/all-templates.ts';
import type { Templates } from '../templates/template.ts';
import { put, rewrite } from '../templates/testing/changed.ts';
import { lambdaFunctions } from './functions.ts';
import { grantedTo } from './testing/granted.ts';
import { onBehalfOf } from './testing/on-behalf.ts';
import { recordedHub } from './testing/recorded-hub.ts';
import type { RecordedHub } from './testing/recorded-hub.ts';

const templates = allTemplates();
/** Nobody calls them through the API. */
const functions = lambdaFunctions()
  .filter(({ operation }) => operation === null)
  .map(({ name }) => name);
const settings = {
  WAYBILL_LARGE_FILE_BYTES: '1000',
  WAYBILL_PART_BYTES: '500',
  // One part at a time, so that what is asked meanwhile is asked by it.
  WAYBILL_DB_WRITERS: '1',
};
const msPerDay = 86_400_000;
const folder = 'acme/purchases';
/** Refused for its name, and kept aside at once. */
const oddFolder = 'acme/%2e%2e';

let hub: RecordedHub;
let buckets: ReturnType<RecordedHub['openBuckets']>;

beforeAll(async () => {
  hub = await recordedHub(
    [
      'createPartner',
      'createFeed',
      'listFiles',
      'listRuns',
      'getRun',
      'listRunParts',
      'assignFile',
      'createExport',
      'createRuleDraft',
      'createBacktest',
      'createBulkReplayPlan',
      'createBulkReplay',
    ],
    settings,
  );
  buckets = hub.openBuckets();
  await hub.invoke('migrate-database', {});
  await hub.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
  await hub.call('createFeed', { params: { partnerId: 'acme' }, body: examplePurchases });
  await filesArrive();
  await largeFilesArrive();
  await odditiesAreAssigned();
  await bucketsAreSwept();
  await jobsAreDone();
  await partsBreak();
  await othersAreAsked();
}, 300_000);
afterAll(async () => {
  buckets.close();
  await hub.close();
});

describe('29 what each function that no caller asks for asks of AWS', () => {
  it.each(functions)('is what its role allows, and all of that: %s', (name) => {
    expect(unlike(templates, name)).toEqual({ beyond: [], unused: [] });
  });

  it.each([
    ['receive-files', rewrite('stacks/pipeline.yaml', 'sqs:SendMessage', 'sqs:PurgeQueue')],
    ['process-runs', rewrite('stacks/pipeline.yaml', '${ArchiveBucket}/*', '${ExportsBucket}/*')],
    ['process-runs', rewrite('stacks/pipeline.yaml', '-large-files', '-small-files')],
    ['work-on-jobs', rewrite('stacks/pipeline.yaml', '${ExportsBucket}/*', '${LandingBucket}/*')],
    ['plan-parts', rewrite('stacks/large-files.yaml', '"s3:PutObject"', '"s3:PutObjectAcl"')],
    ['post-part', rewrite('stacks/large-files.yaml', '"kms:Decrypt"', '"kms:Encrypt"')],
    [
      'serve-portal',
      put('stacks/portal.yaml', secretOf('ServePortalRole'), [{ Ref: 'KeysSecret' }]),
    ],
    ['describe-api', rewrite('stacks/description.yaml', '"logs:PutLogEvents"', '"s3:GetObject"')],
  ] as const)('is seen failing of %s', (name, broken) => {
    expect(unlike(broken(templates), name)).not.toEqual({ beyond: [], unused: [] });
  });
});

describe('28 a large file that functions posted in parts', () => {
  const partsOf = async (state: string) => {
    const { items } = (await hub.call('listRuns', { query: { state } })) as {
      items: { id: string; file: { name: string } }[];
    };
    const run = items.find(({ file }) => file.name === 'purchases-11.csv');
    const params = { runId: run?.id ?? '' };
    const parts = (await hub.call('listRunParts', { params })) as unknown as { items: RunPart[] };
    return { run: await hub.call('getRun', { params }), parts: parts.items };
  };

  it('is told of by the API part by part, as it was posted', async () => {
    const { run, parts } = await partsOf('succeeded');

    const total = parts.length;
    expect(total).toBeGreaterThan(3);
    const tally = { total, done: total, running: 0, waiting: 0, brokenOff: 0, again: 0 };
    expect(run).toMatchObject({ parts: tally, counts: { read: 40, posted: 39, duplicate: 1 } });
    expect(parts.map(({ part }) => part)).toEqual(
      [...Array(total - 1).keys(), -1].map((n) => n + 1),
    );
    expect(parts.reduce((sum, { counts }) => sum + counts.read, 0)).toBe(40);
    // The row that repeats another and the one that it repeats come last.
    expect(parts.at(-1)).toMatchObject({ part: 0, counts: { read: 2, posted: 1, duplicate: 1 } });
  });

  it('has none when it is posted as a whole', async () => {
    const { items } = (await hub.call('listRuns', { query: { state: 'partial' } })) as {
      items: { id: string }[];
    };
    const params = { runId: items[0]?.id ?? '' };

    expect(await hub.call('getRun', { params })).toMatchObject({ parts: null });
    expect(await hub.call('listRunParts', { params })).toEqual({ items: [] });
  });
});

/** What a function asks and may not, and what it may and never asks. */
function unlike(of: Templates, name: string): { beyond: string[]; unused: string[] } {
  const calls = hub.asked.get(name);
  if (!calls) throw new Error(`${name} did nothing`);
  const asked = new Set([...calls, ...onBehalfOf(of, name, calls)]);
  const allowed = grantedTo(of).get(name) ?? new Set<string>();
  const lacking = (from: ReadonlySet<string>, to: ReadonlySet<string>) =>
    [...from].filter((right) => !to.has(right)).sort();
  return { beyond: lacking(asked, allowed), unused: lacking(allowed, asked) };
}

function secretOf(role: string): string {
  return `Resources.${role}.Properties.Policies.0.PolicyDocument.Statement.1.Resource`;
}

/** One to be posted, one that cannot be read, one with an odd name, one that is gone when its event comes. */
async function filesArrive(): Promise<void> {
  await land(`${folder}/purchases-1.csv`, exampleFile);
  await land(`${folder}/purchases-2.csv`, `${exampleFile}"`);
  await land(`${oddFolder}/purchases-3.csv`, exampleFile.replaceAll('T', 'S'));
  await land(`${folder}/purchases-4.csv`, exampleFile);
  await remove(`${folder}/purchases-4.csv`);
  await received();
  await processed();
}

/** The same of large ones, and one whose bytes were sent before. */
async function largeFilesArrive(): Promise<void> {
  await land(`${folder}/purchases-11.csv`, large('A'));
  await land(`${folder}/purchases-12.csv`, `${large('B')}"`);
  await land(`${oddFolder}/purchases-13.csv`, large('C'));
  await received();
  await processed();
  await land(`${folder}/purchases-14.csv`, large('A'));
  await land(`${oddFolder}/purchases-15.csv`, large('A'));
  await received();
  await processed();
}

/** What was kept aside for its name only is processed from there; one of them has bytes that were sent before. */
async function odditiesAreAssigned(): Promise<void> {
  const { items } = (await hub.call('listFiles', { query: { state: 'quarantined' } })) as {
    items: { id: string; key: string }[];
  };
  const odd = items.filter(({ key }) => key.startsWith(oddFolder));
  expect(odd).toHaveLength(3);
  for (const { id: fileId } of odd)
    await hub.call('assignFile', {
      params: { fileId },
      body: { feed: 'acme.purchases', reason: 'It is theirs' },
    });
  await processed();
}

/** Events of a file and of an odd one were lost; an export is past its time. */
async function bucketsAreSwept(): Promise<void> {
  await longAgo(async () => {
    const then = hub.openBuckets();
    await then.put({ bucket: 'waybill-exports', key: 'job_0/1.csv' }, 'Run\r\n');
    then.close();
  });
  await land(`${folder}/purchases-21.csv`, exampleFile.replaceAll('T', 'U'));
  await land(`${oddFolder}/purchases-22.csv`, exampleFile);
  await deliveries();
  expect(await hub.invoke('sweep-buckets', {})).toEqual({ taken: 2, deleted: 1 });
}

/** An export that was begun before, a backtest, a bulk replay of a posted file and of one that was kept aside. */
async function jobsAreDone(): Promise<void> {
  const params = { ruleSetId: 'acme.purchases' };
  const exported = await hub.call('createExport', {
    body: { list: 'runs', query: {}, columns: ['id'] },
  });
  await buckets.put({ bucket: 'waybill-exports', key: `${String(exported['id'])}/0.csv` }, 'R');
  await hub.call('createRuleDraft', { params, body: {} });
  await hub.call('createBacktest', { params, body: { files: { last: 10 } } });
  const { items } = (await hub.call('listRuns', { query: { state: 'partial,failed' } })) as {
    items: { id: string }[];
  };
  const runs = { ids: items.map(({ id }) => id) };
  const plan = await hub.call('createBulkReplayPlan', { body: { runs } });
  expect(await hub.invoke('work-on-jobs', {})).toEqual({ worked: 3 });
  const body = { plan: plan['id'], reason: 'To be sure' };
  await hub.call('createBulkReplay', { body });
  expect(await hub.invoke('work-on-jobs', {})).toEqual({ worked: 1 });
}

/** A part fails again and again, until the attempt is given up. */
async function partsBreak(): Promise<void> {
  await land(`${folder}/purchases-31.csv`, large('D'));
  await received();
  await expect(processed({ breaks: true })).rejects.toMatchObject({ error: 'PartsBroken' });
}

/** Those that decide on what they are handed. */
async function othersAreAsked(): Promise<void> {
  const methodArn = 'arn:aws:execute-api:us-east-1:000000000000:abc123/live/GET/v1/partners';
  await expect(
    hub.invoke('authorize', { methodArn, headers: { Authorization: 'Bearer none' } }),
  ).rejects.toThrow('Unauthorized');
  await hub.invoke('name-groups', {
    request: { userAttributes: { 'custom:groups': '[waybill-admin]' } },
    response: {},
  });
  const isFound = { statusCode: 200 };
  expect(await hub.invoke('describe-api', { headers: {} })).toMatchObject(isFound);
  const path = '/bff/.well-known/jwks.json';
  expect(
    await hub.invoke('serve-portal', { httpMethod: 'GET', path, headers: {}, requestContext: {} }),
  ).toMatchObject(isFound);
}

/** Before the time of exports that are kept; the store lives in this process. */
async function longAgo(work: () => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - (exportDaysKept + 1) * msPerDay });
  try {
    await work();
  } finally {
    vi.useRealTimers();
  }
}

function large(letter: string): string {
  const [head = ''] = exampleFile.split('\n');
  // Row 39 repeats row 1, in another part.
  const ids = [...Array.from({ length: 38 }, (_, at) => at + 1), 1, 39];
  const rows = ids.map((id) => `${letter}${String(id)},E1,2026-11-01,12.50,BOOKS,ok`);
  return [head, ...rows, ''].join('\n');
}

async function land(key: string, text: string): Promise<void> {
  await buckets.put({ bucket: 'waybill-landing', key }, text);
}

async function remove(key: string): Promise<void> {
  const at = { bucket: 'waybill-landing', key };
  await buckets.deleteIfMatch(at, (await buckets.head(at))?.etag ?? '');
}

/** What the landing bucket tells of, once. */
async function deliveries(): Promise<{ messageId: string; body: string }[]> {
  const messages = await hub.events.receive({ max: 10, waitSeconds: 5 });
  await hub.events.delete(messages.map(({ receipt }) => receipt));
  return messages.map(({ body }, at) => ({ messageId: String(at), body: JSON.stringify(body) }));
}

async function received(): Promise<void> {
  const Records = await deliveries();
  expect(await hub.invoke('receive-files', { Records })).toEqual({ batchItemFailures: [] });
}

let carriedOut = 0;

/** Runs, and the state machine for what they hand over. */
async function processed({ breaks = false } = {}): Promise<void> {
  await hub.invoke('process-runs', {});
  const invoke = (name: string) => async (input: Json) => (await hub.invoke(name, input)) as Json;
  const post = invoke('post-part');
  const tasks = {
    '${PlanParts}': invoke('plan-parts'),
    '${PostPart}': (input: Json) =>
      breaks ? Promise.reject(new TypeError('broken')) : post(input),
    '${FinishParts}': invoke('finish-parts'),
    '${InterruptParts}': invoke('interrupt-parts'),
  };
  for (; carriedOut < hub.executions.length; carriedOut += 1) {
    const input = JSON.parse(hub.executions[carriedOut] ?? '') as Json;
    await interpret(largeFiles(), input, {
      tasks,
      sleep: () => Promise.resolve(),
      random: () => 0.5,
    });
  }
}
