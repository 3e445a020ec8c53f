import { engines, testDatabase, type TestDatabase } from '@waybill/store/testing/engines';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  backtested,
  endBacktest,
  examplePurchases,
  freezeTested,
  judge,
  openTestHub,
  seedPartner,
} from '../../testing/index.ts';
import type { TestHub } from '../../testing/index.ts';

describe.each(engines)('a change request on %s', (engine) => {
  let under: TestDatabase;
  let test: TestHub;
  let count = 0;
  let ruleSet: string;
  let version: number;

  beforeAll(async () => {
    under = await testDatabase(engine);
    test = await openTestHub({ databaseUrl: under.url });
  }, 60_000);
  afterAll(async () => {
    await test.close();
    await under.close();
  });
  beforeEach(async () => {
    count += 1;
    ({ feedId: ruleSet } = await seedPartner(test, `acme-${String(count)}`));
    ({ version } = await freezeTested(test, ruleSet, 'december'));
  });

  it('rests on a backtest of what it asks for', async () => {
    const backtest = await backtested(test, ruleSet, { candidate: version });

    expect(await ask(backtest)).toMatchObject({
      status: 201,
      body: { backtest, noBacktestBecause: null },
    });
  });

  it('rests on none only while there is no archived file, and says so', async () => {
    expect(await ask(null)).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-002', detail: expect.stringContaining('has archived files') },
    });

    const [partnerId = ''] = ruleSet.split('.');
    const body = { ...examplePurchases, code: 'new' };
    await test.call('createFeed', { params: { partnerId }, body });
    ruleSet = `${partnerId}.new`;
    ({ version } = await freezeTested(test, ruleSet, 'first'));
    expect(await ask(null)).toMatchObject({
      status: 201,
      body: { backtest: null, noBacktestBecause: `${ruleSet} had no archived file to go over.` },
    });
  });

  it.each(['failed', 'cancelled'] as const)('rests on no backtest that %s', async (state) => {
    const id = await queued({ candidate: version });
    await endBacktest(test, id, state);

    expect(await ask(id)).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-002', detail: `Backtest ${id} is ${state}.` },
    });
  });

  it('rests on no backtest that goes on', async () => {
    const id = await queued({ candidate: version });
    await judge(test, id);

    expect((await ask(id)).body['detail']).toBe(`Backtest ${id} is queued.`);
  });

  it('rests on no backtest that read nothing', async () => {
    const id = await queued({ candidate: version });
    await endBacktest(test, id);

    expect((await ask(id)).body['detail']).toContain('could read none');
  });

  it('rests on no backtest of other rules, of another rule set or of another format', async () => {
    const other = await backtested(test, ruleSet, { candidate: 2 });
    expect((await ask(other)).body['detail']).toContain('is of other rules');

    const globex = await seedPartner(test, `globex-${String(count)}`);
    const foreign = await backtested(test, globex.feedId, { candidate: 2 });
    expect((await ask(foreign)).body['detail']).toContain('has no backtest');

    const before = await backtested(test, ruleSet, { candidate: version });
    const format = { ...examplePurchases.format, dialect: { trim: true } };
    const body = { format, reason: 'spaces' };
    await test.call('putFeedFormat', { params: { feedId: ruleSet }, body });
    expect((await ask(before)).body['detail']).toContain('another format');
  });

  it('rests on no backtest against anything but what is active', async () => {
    const id = await backtested(test, ruleSet, { candidate: version, base: version });

    expect((await ask(id)).body['detail']).toContain('compares with other rules');
  });

  async function queued(body: { candidate: number }): Promise<string> {
    const wish = { files: { last: 1 }, ...body };
    const answer = await test.call('createBacktest', {
      params: { ruleSetId: ruleSet },
      body: wish,
    });
    return String(answer.body['id']);
  }

  async function ask(backtest: string | null) {
    return test.call('createChangeRequest', {
      body: { ruleSet, version, backtest, reason: 'December' },
    });
  }
});
