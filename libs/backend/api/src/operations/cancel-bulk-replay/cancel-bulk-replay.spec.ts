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

const reason = 'The canary looks odd';

describe('cancel-bulk-replay', () => {
  it('ends one that waits for people at once, with its reason in the audit trail', async () => {
    const params = { bulkReplayId: acme.bulkReplayId };

    const answer = await test.call('cancelBulkReplay', { params, body: { reason } });

    expect(answer).toMatchObject({ status: 202, body: { state: 'cancelled' } });
    expect(answer.body['finishedAt']).not.toBeNull();
    const action = 'bulk-replay.cancel-requested';
    const { items } = await test.database.audit.list({ action, limit: 1 });
    expect(items).toMatchObject([
      { object: `bulk-replay:${acme.bulkReplayId}`, detail: { reason } },
    ]);
  });

  it('fails for one that has ended', async () => {
    const params = { bulkReplayId: acme.bulkReplayId };

    expect(await test.call('cancelBulkReplay', { params, body: { reason } })).toMatchObject({
      status: 409,
      body: { code: 'REPLAY-006' },
    });
  });

  it('tells the job of one that is under way', async () => {
    const { body } = await test.call('createBulkReplay', {
      body: { plan: acme.bulkPlanId, reason: 'To be sure' },
    });
    const only = String(body['job']);
    const job = await test.database.jobs.claim('w', { leaseS: 60, attemptsMax: 5, only });
    if (!job) throw new Error('the job is not there');
    const params = { bulkReplayId: String(body['id']) };

    const answer = await test.call('cancelBulkReplay', { params, body: { reason } });

    expect(answer.body['state']).toBe('canary');
    expect(await test.database.jobs.renew(job.lease, 60)).toMatchObject({ cancelRequested: true });
  });
});
