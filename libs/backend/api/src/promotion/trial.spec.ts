import type { TrialResult } from '@waybill/store';
import { engines, testDatabase, type TestDatabase } from '@waybill/store/testing/engines';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  arrived,
  comparedRun,
  examplePurchases,
  freezeTested,
  openTestHub,
  rulesCalled,
} from '../../testing/index.ts';
import type { TestHub } from '../../testing/index.ts';

const canary = { how: 'canary', files: 2, rejectRateMax: 0.1, pointsRatioMax: 2 };

describe.each(engines)('a change on trial on %s', (engine) => {
  let under: TestDatabase;
  let test: TestHub;
  let count = 0;
  let ruleSet: string;
  let id: string;

  beforeAll(async () => {
    under = await testDatabase(engine);
    test = await openTestHub({ databaseUrl: under.url });
    await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
  }, 60_000);
  afterAll(async () => {
    await test.close();
    await under.close();
  });
  beforeEach(async () => {
    count += 1;
    const code = `feed-${String(count)}`;
    ruleSet = `acme.${code}`;
    const body = { ...examplePurchases, code };
    await test.call('createFeed', { params: { partnerId: 'acme' }, body });
    id = await approved('december');
  });

  it('says how it is tried; what is active stays so', async () => {
    const answer = await promote(canary);

    expect(answer).toMatchObject({
      status: 200,
      body: {
        state: 'trial',
        bundleVersion: null,
        trial: {
          how: 'canary',
          state: 'running',
          files: { wanted: 2, done: 0, waiting: 0 },
          limits: { rejectRateMax: 0.1, pointsRatioMax: 2 },
          bundleVersion: 2,
          startedBy: 'machine:waybill-machine',
          stoppedBecause: null,
        },
      },
    });
    expect(await active()).toMatchObject({ version: 1, ruleVersion: 'standard@1' });
    const bundles = await test.call('listFeedBundles', { params: { feedId: ruleSet } });
    expect(bundles.body['items']).toMatchObject([
      { version: 2, ruleVersion: 'december@2', active: false, trial: true },
      { version: 1, active: true, trial: false },
    ]);
    expect((await actions()).at(-1)).toBe('change-request.trial-started');
  });

  it('has limits of its own when none are given, and a place for one file', async () => {
    expect((await promote({ how: 'canary' })).body['trial']).toMatchObject({
      files: { wanted: 1 },
      limits: { rejectRateMax: 0.05, pointsRatioMax: 1.5 },
    });
  });

  it.each([
    ['more files than a canary may judge', { ...canary, files: 21 }],
    ['a rate that is no fraction', { ...canary, rejectRateMax: 5 }],
    ['limits for a shadow', { how: 'shadow', rejectRateMax: 0.1 }],
    ['another way', { how: 'blue-green' }],
  ])('is refused %s', async (_what, body) => {
    expect((await promote(body)).status).toBe(422);
    expect((await known()).state).toBe('approved');
  });

  it('needs an approval', async () => {
    const [partnerId = ''] = ruleSet.split('.');
    const body = { ...examplePurchases, code: `open-${String(count)}` };
    await test.call('createFeed', { params: { partnerId }, body });
    id = await opened(`${partnerId}.open-${String(count)}`, 'eager');

    expect(await promote(canary)).toMatchObject({ status: 409, body: { code: 'CHANGE-005' } });
  });

  it('is promoted in full after it passed, as a bundle of its own', async () => {
    await promote({ ...canary, files: 1 });
    await end(await queued(), comparedRun);
    expect(await known()).toMatchObject({ state: 'trial', trial: { files: { done: 1 } } });

    expect(await promote({})).toMatchObject({
      status: 200,
      body: { state: 'promoted', bundleVersion: 3, trial: { state: 'finished' } },
    });
    expect(await active()).toMatchObject({ version: 3, ruleVersion: 'december@2' });
    expect((await queued()).bundleId).toBe((await test.database.feeds.config(ruleSet))?.bundle.id);
  });

  it('goes on as a canary after a shadow, and not twice at once', async () => {
    await promote({ how: 'shadow' });
    await end(await queued(), comparedRun);

    expect((await promote(canary)).body['trial']).toMatchObject({ how: 'canary' });
    expect(await promote({ how: 'shadow' })).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-008', detail: expect.stringContaining(id) },
    });
    const runs = await test.call('listTrialRuns', { params: { changeRequestId: id } });
    expect(runs.body['items']).toMatchObject([{ how: 'shadow', state: 'compared' }]);
  });

  it('is stopped by a person; later files are judged as before', async () => {
    await promote(canary);
    const during = await queued();

    const token = await test.mint.person('support');
    expect(await stop(token)).toMatchObject({
      status: 200,
      body: {
        state: 'stopped',
        closedBy: 'person:support',
        trial: { state: 'stopped', stoppedBecause: 'enough', files: { waiting: 1 } },
      },
    });

    const after = await queued();
    const bundleOf = (bundleId: number) => test.database.feeds.bundle(bundleId);
    expect(await bundleOf(during.bundleId)).toMatchObject({ ruleVersion: 'december@2' });
    expect(await bundleOf(after.bundleId)).toMatchObject({ ruleVersion: 'standard@1' });
    expect(await stop(token)).toMatchObject({ status: 409, body: { code: 'CHANGE-009' } });
    expect(await promote({})).toMatchObject({ status: 409, body: { code: 'CHANGE-005' } });
  });

  it('is ended by a rollback, which never goes to what was only tried', async () => {
    await promote({});
    const first = id;
    id = await approved('january');
    await promote(canary);

    const params = { ruleSetId: ruleSet };
    const body = { reason: 'points doubled' };
    expect(await test.call('rollbackRules', { params, body })).toMatchObject({
      status: 200,
      body: { from: 'december@2', to: 'standard@1' },
    });
    expect(await known()).toMatchObject({ state: 'void', trial: { state: 'stopped' } });
    expect((await queued()).bundleId).toBe((await test.database.feeds.config(ruleSet))?.bundle.id);
    const again = { reason: 'to what was tried', version: 3 };
    expect(await test.call('rollbackRules', { params, body: again })).toMatchObject({
      status: 409,
      body: { code: 'CHANGE-007' },
    });
    expect((await test.database.changeRequests.find(first))?.state).toBe('promoted');
  });

  it.each([
    ['its draft is written on', () => write()],
    ['the format of the feed is changed', () => reformat()],
    ['it is withdrawn', () => withdraw()],
  ])('is ended when %s', async (_what, change) => {
    await promote(canary);
    await change();

    expect(await known()).toMatchObject({ trial: { state: 'stopped' } });
    expect((await known()).state).toMatch(/^(void|withdrawn)$/);
    expect((await queued()).bundleId).toBe((await test.database.feeds.config(ruleSet))?.bundle.id);
  });

  it('gives no two files the same place', async () => {
    await promote({ ...canary, files: 2 });

    const runs = await Promise.all(Array.from({ length: 5 }, () => queued()));

    const own = (await test.database.feeds.config(ruleSet))?.bundle.id;
    expect(runs.filter(({ bundleId }) => bundleId !== own)).toHaveLength(2);
    expect(await known()).toMatchObject({ trial: { files: { waiting: 2 } } });
  });

  it('takes what a run says once', async () => {
    await promote(canary);
    const run = await queued();
    await end(run, comparedRun);

    await expect(end(run, comparedRun)).rejects.toThrow('recorded before');
    expect(await known()).toMatchObject({ trial: { files: { done: 1, waiting: 0 } } });
  });

  it('lists rows that are treated otherwise, by run and change', async () => {
    await promote({ how: 'shadow' });
    await end(await queued(), comparedRun);
    await end(await queued(), comparedRun);

    const rows = async (query: Record<string, string>) => {
      const params = { changeRequestId: id };
      return (await test.call('listTrialRows', { params, query })).body['items'];
    };
    expect(await rows({})).toMatchObject([{ txnId: 'T1' }, { txnId: 'T1' }]);
    expect(await rows({ change: 'newly-rejected' })).toEqual([]);
    const { items } = await test.database.trials.runs(id, { limit: 1 });
    expect(await rows({ run: items[0]?.run ?? '' })).toHaveLength(1);
  });

  async function opened(feed: string, name: string): Promise<string> {
    const { version } = await freezeTested(test, feed, name);
    const body = { ruleSet: feed, version, reason: name };
    return String((await test.call('createChangeRequest', { body })).body['id']);
  }

  async function approved(name: string): Promise<string> {
    const request = await opened(ruleSet, name);
    const token = await test.mint.person('approver');
    const params = { changeRequestId: request };
    await test.call('approveChangeRequest', { params, body: { reason: 'fine' }, token });
    return request;
  }

  function promote(body: object) {
    return test.call('promoteChangeRequest', { params: { changeRequestId: id }, body });
  }

  function stop(token: string) {
    const params = { changeRequestId: id };
    return test.call('stopTrial', { params, body: { reason: 'enough' }, token });
  }

  async function write(): Promise<void> {
    const text = JSON.stringify(rulesCalled('after-thought'));
    await test.call('putRuleDraft', { params: { ruleSetId: ruleSet }, body: { text } });
  }

  async function reformat(): Promise<void> {
    const format = { ...examplePurchases.format, dialect: { trim: true } };
    const body = { format, reason: 'spaces' };
    await test.call('putFeedFormat', { params: { feedId: ruleSet }, body });
  }

  async function withdraw(): Promise<void> {
    const body = { reason: 'not now' };
    await test.call('withdrawChangeRequest', { params: { changeRequestId: id }, body });
  }

  function queued() {
    return arrived(test, ruleSet);
  }

  async function end({ runNo }: { runNo: number }, result: TrialResult): Promise<void> {
    await test.database.transaction((tx) => tx.trials.record(runNo, result, test.hub.clock.now()));
  }

  async function known() {
    const found = await test.database.changeRequests.find(id);
    if (!found) throw new Error('no request');
    return found;
  }

  async function active() {
    return (await test.call('getFeed', { params: { feedId: ruleSet } })).body['bundle'];
  }

  async function actions(): Promise<string[]> {
    const object = `change-request:${id}`;
    const { items } = await test.database.audit.list({ object, limit: 9 });
    return items.map(({ action }) => action).reverse();
  }
});
