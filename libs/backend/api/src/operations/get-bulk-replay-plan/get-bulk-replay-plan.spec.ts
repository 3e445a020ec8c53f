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

describe('get-bulk-replay-plan', () => {
  it('adds up what its runs would do', async () => {
    const { body } = await test.call('getBulkReplayPlan', { params: { planId: acme.bulkPlanId } });

    expect(body).toMatchObject({
      state: 'ready',
      total: 1,
      files: 1,
      runs: { planned: 1 },
      ruleVersions: ['standard@1'],
      effects: { unchanged: 3, pointsDelta: 0 },
      members: [],
      usedBy: null,
    });
  });

  it('is too old after a day', async () => {
    test.pass(86_401);

    const { body } = await test.call('getBulkReplayPlan', { params: { planId: acme.bulkPlanId } });

    expect(body['state']).toBe('expired');
  });

  it('fails for an id that nobody has', async () => {
    const params = { planId: 'bplan_nobody' };

    expect(await test.call('getBulkReplayPlan', { params })).toMatchObject({ status: 404 });
  });
});
