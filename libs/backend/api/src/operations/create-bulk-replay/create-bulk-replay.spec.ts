import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

const reason = 'The tiers doubled the points';

describe('create-bulk-replay', () => {
  it('by two people at once is one bulk replay, of which the canary comes first', async () => {
    const body = { plan: acme.bulkPlanId, reason };

    const answers = await Promise.all([1, 2].map(() => test.call('createBulkReplay', { body })));

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const made = answers.find(({ status }) => status === 202);
    expect(made?.body).toMatchObject({
      plan: acme.bulkPlanId,
      state: 'canary',
      afterCanary: 'wait',
      limits: { rejectedPercent: 10, points: null },
      total: 1,
      reason,
      problem: null,
    });
    const { items } = await test.database.audit.list({ action: 'bulk-replay.created', limit: 9 });
    expect(items).toMatchObject([{ detail: { plan: acme.bulkPlanId, reason } }]);
    const runs = await test.call('listBulkReplayRuns', { params: { planId: acme.bulkPlanId } });
    expect(runs.body['items']).toMatchObject([{ run: acme.runId, isCanary: true }]);
  });

  it('fails for a plan that is still worked out', async () => {
    const runs = { ids: [acme.runId] };
    const { body } = await test.call('createBulkReplayPlan', { body: { runs } });

    const answer = await test.call('createBulkReplay', { body: { plan: body['id'], reason } });

    expect(answer).toMatchObject({ status: 409, body: { code: 'REPLAY-001' } });
  });

  it('fails for a plan of which no run can be replayed', async () => {
    const runs = { ids: [acme.runId] };
    const plan = String((await test.call('createBulkReplayPlan', { body: { runs } })).body['id']);
    const { bulkReplays } = test.database;
    await bulkReplays.planned(plan, 1, { code: 'file-gone', message: 'Gone.' });
    await bulkReplays.ready(plan, new Date(test.hub.clock.now().getTime() + 60_000));

    const answer = await test.call('createBulkReplay', { body: { plan, reason } });

    expect(answer).toMatchObject({ status: 409, body: { code: 'REPLAY-004' } });
  });

  it('fails for a plan that is too old', async () => {
    const other = await seedPartner(test, 'globex');
    test.pass(86_401);

    const answer = await test.call('createBulkReplay', {
      body: { plan: other.bulkPlanId, reason },
    });

    expect(answer).toMatchObject({ status: 409, body: { code: 'REPLAY-002' } });
  });
});
