import type { RuleTestRun } from '@waybill/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at, fresh, newFeed, newPartner } from '../../testing/hub-story.ts';

const sha256 = 'c'.repeat(64);
const by = 'person:author';

describe.each(engines)('change requests on %s', (engine) => {
  let db: TestDatabase;
  let partner: string;
  let ruleSet: string;
  let id: string;

  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 5 });
  }, 60_000);
  afterAll(() => db.close());
  beforeEach(async () => {
    partner = await newPartner(db);
    ({ id: ruleSet } = await newFeed(db, partner));
    await freeze('first');
    await freeze('second');
    id = await opened();
  });

  test('are kept with the versions they are about and what they rest on', async () => {
    expect(await db.changeRequests.find(id)).toMatchObject({
      id,
      ruleSet,
      partner,
      version: 2,
      ruleVersion: 'second@2',
      base: { version: 1, ruleVersion: 'first@1' },
      backtest: null,
      noBacktestBecause: 'There are no files.',
      state: 'open',
      requestedBy: by,
      requestedAt: at.toISOString(),
      decidedBy: null,
    });
  });

  test('cannot be decided by who asked, whatever the program says', async () => {
    const decision = { to: 'approved', by, reason: 'mine' } as const;

    await expect(db.changeRequests.decide(id, decision, at)).rejects.toThrow(/check|four_eyes/i);
    expect(await db.changeRequests.find(id)).toMatchObject({ state: 'open' });
  });

  test('cannot be approved by nobody', async () => {
    const raw = await db.raw();

    await expect(raw.run(`update change_request set state = 'approved'`)).rejects.toThrow(
      /check|approved_by_somebody/i,
    );
  });

  test('are pending until they are decided against, taken back, void or promoted', async () => {
    const ids = [id, await opened(), await opened(), await opened(), await opened()] as const;
    const other = 'person:approver';
    const yes = { to: 'approved', by: other, reason: 'yes' } as const;
    await db.changeRequests.decide(ids[0], yes, at);
    await db.changeRequests.decide(ids[1], { to: 'rejected', by: other, reason: 'no' }, at);
    await db.changeRequests.close(ids[2], { to: 'withdrawn', by, because: 'later' }, at);
    await db.changeRequests.close(ids[3], { to: 'void', by, because: 'changed' }, at);

    const pending = await db.changeRequests.pending(ruleSet);

    expect(pending.map((request) => request.id)).toEqual([ids[0], ids[4]]);
    await db.changeRequests.close(ids[0], { to: 'void', by, because: 'changed' }, at);
    await db.changeRequests.close(ids[1], { to: 'void', by, because: 'changed' }, at);
    expect(await db.changeRequests.find(ids[0])).toMatchObject({ state: 'void', decidedBy: other });
    expect(await db.changeRequests.find(ids[1])).toMatchObject({ state: 'rejected' });
  });

  test('are listed by partner, rule set and state', async () => {
    const later = await opened();
    await db.changeRequests.close(id, { to: 'withdrawn', by, because: 'later' }, at);

    const list = async (query: object) => {
      const { items } = await db.changeRequests.list({ limit: 10, ...query });
      return items.map((request) => request.id);
    };
    expect(await list({ partner })).toEqual([later, id]);
    expect(await list({ ruleSet, state: ['withdrawn'] })).toEqual([id]);
    expect(await list({ partner: 'nobody' })).toEqual([]);
  });

  test('rest on test runs of one content, the latest first', async () => {
    const first = await tested();
    const second = await tested();
    const list = (page: { cursor?: string; limit: number }) =>
      db.ruleTests.list({ ruleSet, ...page });

    expect(await db.ruleTests.latest(ruleSet, sha256)).toEqual(second);
    expect(await db.ruleTests.find(first.id)).toEqual(first);
    expect(await db.ruleTests.latest(ruleSet, 'd'.repeat(64))).toBeNull();
    const page = await list({ limit: 1 });
    const { results, coverage, ...head } = second;
    expect(results.length + coverage.total).toBe(2);
    expect(page.items).toEqual([head]);
    const rest = await list({ cursor: page.next ?? '', limit: 10 });
    expect(rest.items.map((run) => run.id)).toContain(first.id);
    expect((await db.ruleTests.list({ ruleSet: 'nobody.purchases', limit: 10 })).items).toEqual([]);
    const raw = await db.raw();
    await expect(raw.run('update rule_test_run set failed = 0')).rejects.toThrow('append-only');
  });

  async function freeze(name: string) {
    const document = {
      $schema: 'https://waybill.dev/schemas/rule-set-1.json' as const,
      name,
      inputs: [],
    };
    await db.ruleSets.freeze(ruleSet, { document, basedOn: null, by, notes: null }, at);
  }

  async function tested(): Promise<RuleTestRun> {
    const run: RuleTestRun = {
      id: fresh('test'),
      ruleSet,
      version: 2,
      sha256,
      passed: 1,
      failed: 0,
      results: [{ id: 'one', title: null, passed: true, mismatch: null }],
      coverage: { covered: 1, total: 1, uncovered: [] },
      requestedBy: by,
      createdAt: at.toISOString(),
    };
    await db.ruleTests.insert(run);
    return run;
  }

  async function opened(): Promise<string> {
    const { id: testRun } = await tested();
    const request = fresh('change');
    const evidence = { testRun, backtest: null, noBacktestBecause: 'There are no files.' };
    const about = { ruleSet, version: 2, baseVersion: 1, bundleSha256: sha256, ...evidence };
    await db.changeRequests.insert({ id: request, ...about, reason: 'December', by }, at);
    return request;
  }
});
