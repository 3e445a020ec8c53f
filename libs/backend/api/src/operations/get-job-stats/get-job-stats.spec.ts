import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;

beforeAll(async () => {
  test = await openTestHub();
  await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('get-job-stats', () => {
  it('counts the caller’s own, with those whose end they have not taken note of', async () => {
    expect((await test.call('getJobStats')).body).toEqual({
      states: { queued: 2, running: 0, succeeded: 1, failed: 0, cancelled: 0 },
      total: 3,
      unseen: 1,
    });
  });

  it('counts everybody’s for an admin who asks, but announces nobody else’s', async () => {
    const token = await test.mint.person('admin');
    const query = { owner: 'everybody' };

    expect((await test.call('getJobStats', { token, query })).body).toMatchObject({
      total: 3,
      unseen: 0,
    });
    expect((await test.call('getJobStats', { token })).body).toMatchObject({ total: 0 });
  });
});
