import { createHash } from 'node:crypto';
import { startMariaDb, type MariaDb } from '@waybill/store/testing/mariadb';
import { standardPurchases } from '@waybill/tabular/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, type TestHub } from '../testing/index.ts';
import type { BadInput } from './bad-input.ts';
import { structure } from './structure.ts';
import { values } from './values.ts';

const all = [...structure, ...values];

/** Each input goes through the real pipeline, as a file of a partner of its own. */
describe.each(['sqlite', 'mariadb'])('a bad input on %s', (engine) => {
  let hub: TestHub;
  let server: MariaDb | undefined;

  beforeAll(async () => {
    server = engine === 'mariadb' ? await startMariaDb() : undefined;
    hub = await openTestHub(server ? { databaseUrl: server.url } : {});
  }, 60_000);
  afterAll(async () => {
    await hub.close();
    await server?.stop();
  });

  it.each(all)('$id: $name', async (input) => {
    const partner = `case-${input.id.toLowerCase()}`;
    await hub.partner(partner);
    await hub.feed(partner, {
      code: 'p',
      format: input.format ?? standardPurchases,
      unknownMembers: input.unknownMembers ?? 'create',
    });
    for (const [index, earlier] of (input.before ?? []).entries())
      await dropAndTakeIn(hub, `${partner}/p/before-${String(index)}.csv`, earlier);

    const key = `${partner}/p/${input.id}.csv`;
    const run = await dropAndTakeIn(hub, key, input.file);

    expect(run).toMatchObject({ state: input.run, attempt: 1 });
    expect(nameAndLine(run.problem)).toBe(input.problem);
    expect(await outcomes(hub, run.id)).toEqual(input.rows ?? []);
    if (input.points !== undefined) expect(run.pointsAccrued).toBe(input.points);
    expect(await warnings(hub, run.id)).toEqual(input.warnings ?? []);
    await expectConservation(hub, run.id);
    await expectKept(hub, run.file.id, input);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
  });

  it('leaves a ledger that balances', async () => {
    expect(await hub.db.ledger.integrity()).toMatchObject({ balanced: true, balancesAgree: true });
    expect(await hub.db.audit.verify()).toMatchObject({ intact: true });
  });
});

async function dropAndTakeIn(hub: TestHub, key: string, bytes: string | Uint8Array) {
  await hub.drop(key, bytes);
  const { run } = await hub.takeIn(key);
  if (run === null) throw new Error(`No run for ${key}: ${JSON.stringify(hub.lines.slice(-3))}`);
  return run;
}

/** `rejected QUOTE 2 note`: the outcome, and the name, line and column of the first problem. */
async function outcomes(hub: TestHub, runId: string): Promise<string[]> {
  const errors = new Map((await hub.errorsOf(runId)).map((error) => [error.rowNo, error]));
  return (await hub.rowsOf(runId)).map(({ rowNo, outcome }) => {
    const [problem] = errors.get(rowNo)?.problems ?? [];
    if (problem === undefined) return outcome;
    const place = [problem.line, problem.column].filter((part) => part !== undefined);
    return [outcome, problem.name, ...place].join(' ');
  });
}

/** What was odd about the file as a whole, though it was taken. */
async function warnings(hub: TestHub, runId: string): Promise<string[]> {
  const { items } = await hub.db.runs.events(runId, { limit: 50, level: ['warning'] });
  return items.filter(({ stage }) => stage === 'decode').map(({ code }) => code);
}

function nameAndLine(problem: { name: string; line?: number | undefined } | null) {
  if (problem === null) return undefined;
  return problem.line === undefined ? problem.name : `${problem.name} ${String(problem.line)}`;
}

/** Every row has one outcome, every row that is not posted a code, every posted one an entry. */
async function expectConservation(hub: TestHub, runId: string): Promise<void> {
  const run = await hub.db.runs.find(runId, null);
  const { read, ...parts } = run?.counts ?? { read: -1 };
  expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(read);
  const rows = await hub.rowsOf(runId);
  expect(rows).toHaveLength(read);
  for (const row of rows) {
    const isPosted = row.outcome === 'posted';
    expect(row.code === null).toBe(isPosted);
    expect(row.entryId !== null).toBe(isPosted);
  }
}

/** The original is out of the landing bucket and its very bytes are in the archive, or in quarantine for a refused file. */
async function expectKept(hub: TestHub, fileId: string, input: BadInput): Promise<void> {
  const file = await hub.db.files.get(fileId);
  const isRefused = input.run === 'failed' && input.rows === undefined;
  expect(file?.state).toBe(isRefused ? 'quarantined' : 'archived');
  expect(file?.archiveBucket).toBe(isRefused ? 'waybill-quarantine' : 'waybill-archive');
  const sha256 = createHash('sha256').update(input.file).digest('hex');
  const kept = { bucket: file?.archiveBucket ?? '', key: file?.archiveKey ?? '' };
  expect(await hub.buckets.sha256Of(kept)).toBe(sha256);
  expect(file?.sha256).toBe(sha256);
  expect(await hub.buckets.head({ bucket: 'waybill-landing', key: file?.key ?? '' })).toBeNull();
}
