import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplePurchases, freeze, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
let count = 0;

beforeAll(async () => {
  test = await openTestHub();
});
afterAll(() => test.close());
beforeEach(async () => {
  count += 1;
  acme = await seedPartner(test, `acme-${String(count)}`);
});

describe('create-backtest', () => {
  it('sets a job going that compares the draft with what is active', async () => {
    const answer = await ask({ files: { last: 5 } });

    const draft = await test.call('getRuleDraft', { params: { ruleSetId: acme.feedId } });
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/v1/backtests/${String(answer.body['id'])}` },
      body: {
        ruleSet: acme.feedId,
        state: 'queued',
        base: { version: 1, ruleVersion: 'standard@1' },
        candidate: { version: null, ruleVersion: null, sha256: draft.body['sha256'] },
        files: { total: 1, done: 0, unreadable: 0 },
        points: { base: 0, candidate: 0, delta: 0 },
        members: { touched: 0, changed: 0 },
      },
    });
    const job = await test.call('getJob', { params: { jobId: String(answer.body['job']) } });
    expect(job.body).toMatchObject({
      kind: 'backtest',
      state: 'queued',
      total: 3,
      link: `/backtests/${String(answer.body['id'])}`,
    });
  });

  it('is bound to the bundle that a change request of the same version asks for', async () => {
    const answer = await ask({ candidate: 2, files: { ids: [acme.fileId] } });

    const request = await test.call('getChangeRequest', {
      params: { changeRequestId: acme.changeRequestId },
    });
    expect(answer.body).toMatchObject({
      candidate: { version: 2, ruleVersion: 'seeded@2', sha256: request.body['sha256'] },
      bundleSha256: request.body['bundleSha256'],
    });
  });

  it('takes files by when they came in', async () => {
    const all = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' };

    expect((await ask({ files: all })).status).toBe(202);
    expect(await ask({ files: { ...all, to: '2000-01-02T00:00:00.000Z' } })).toMatchObject({
      status: 409,
      body: { code: 'BACKTEST-001' },
    });
  });

  it.each([
    ['a file that was not processed', () => ({ files: { ids: [acme.quarantinedFileId] } })],
    ['an unknown version', () => ({ candidate: 9, files: { last: 1 } })],
    ['an unknown base', () => ({ base: 9, files: { last: 1 } })],
  ])('does not find %s', async (_what, body) => {
    expect((await ask(body())).status).toBe(404);
  });

  it('refuses rules that do not fit the feed', async () => {
    const text = JSON.stringify({
      ...examplePurchases.rules,
      inputs: [{ name: 'shoeSize', type: 'decimal' }],
    });
    await test.call('putRuleDraft', { params: { ruleSetId: acme.feedId }, body: { text } });

    expect(await ask({ files: { last: 1 } })).toMatchObject({
      status: 422,
      body: { code: 'RULE-422' },
    });
  });

  it('keeps to what the draft was when it was asked for', async () => {
    const { body } = await ask({ files: { last: 1 } });
    await freeze(test, acme.feedId, 'later');

    const again = await test.call('getBacktest', { params: { backtestId: String(body['id']) } });
    expect(again.body['candidate']).toEqual(body['candidate']);
  });

  it('is written down', async () => {
    const { body } = await ask({ files: { last: 1 } });

    const object = `backtest:${String(body['id'])}`;
    const { items } = await test.database.audit.list({ object, limit: 5 });
    expect(items).toMatchObject([
      { action: 'backtest.created', detail: { ruleSet: acme.feedId, files: 1, rows: 3 } },
    ]);
  });
});

function ask(body: object) {
  return test.call('createBacktest', { params: { ruleSetId: acme.feedId }, body });
}
