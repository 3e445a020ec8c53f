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

describe('list-bulk-replay-runs', () => {
  it('shows each run with what is planned for it', async () => {
    const { body } = await test.call('listBulkReplayRuns', { params: { planId: acme.bulkPlanId } });

    expect(body).toMatchObject({
      items: [
        {
          run: acme.runId,
          partner: 'acme',
          feed: acme.feedId,
          fileName: 'purchases-1.csv',
          ruleVersion: 'standard@1',
          state: 'planned',
          planned: { unchanged: 3 },
          replay: null,
          actual: null,
          problem: null,
        },
      ],
      next: null,
    });
  });

  it('finds by state', async () => {
    const params = { planId: acme.bulkPlanId };

    const { body } = await test.call('listBulkReplayRuns', { params, query: { state: 'refused' } });

    expect(body).toEqual({ items: [], next: null });
  });

  it('fails for a plan that nobody made', async () => {
    const params = { planId: 'bplan_nobody' };

    expect(await test.call('listBulkReplayRuns', { params })).toMatchObject({ status: 404 });
  });
});
