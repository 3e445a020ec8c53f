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

describe('list-trial-rows', () => {
  it('shows both verdicts', async () => {
    expect((await ask(acme.changeRequestId)).body['items']).toMatchObject([
      { rowNo: 1, txnId: 'T1', change: 'points', base: { points: 10 }, candidate: { points: 12 } },
    ]);
  });

  it('is empty for a run of another trial', async () => {
    expect((await ask(acme.changeRequestId, { run: acme.runId })).body['items']).toEqual([]);
  });

  it('is not found for a request that is not there', async () => {
    expect((await ask('change_nobody')).status).toBe(404);
  });
});

function ask(changeRequestId: string, query: Record<string, string> = {}) {
  return test.call('listTrialRows', { params: { changeRequestId }, query });
}
