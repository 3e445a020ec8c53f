import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparedOnShadow, openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  await comparedOnShadow(test, acme);
});
afterAll(() => test.close());

describe('list-trial-runs', () => {
  it('shows what both rule sets make of each file', async () => {
    expect((await ask(acme.changeRequestId)).body['items']).toMatchObject([
      {
        how: 'shadow',
        position: 1,
        state: 'compared',
        rows: { read: 1, same: 0, changes: { points: 1 } },
        points: { base: 10, candidate: 12, delta: 2 },
        base: { accepted: 1, refused: 0, granted: 10 },
        rejectRate: 0,
        pointsRatio: 1.2,
        because: null,
      },
    ]);
  });

  it('is not found for a request that is not there', async () => {
    expect((await ask('change_nobody')).status).toBe(404);
  });
});

function ask(changeRequestId: string) {
  return test.call('listTrialRuns', { params: { changeRequestId } });
}
