import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;

beforeAll(async () => {
  test = await openTestHub();
  await seedPartner(test, 'acme');
  await seedPartner(test, 'globex');
});
afterAll(() => test.close());

describe('get-replay-stats', () => {
  it('counts by state, whatever state is asked for', async () => {
    const { body } = await test.call('getReplayStats', { query: { state: 'failed' } });

    expect(body).toMatchObject({ states: { succeeded: 2, failed: 0 }, total: 2 });
  });

  it('counts a partner’s own', async () => {
    const token = await test.mint.partner('acme');

    const { body } = await test.call('getReplayStats', { token, query: { partner: 'globex' } });

    expect(body['total']).toBe(0);
  });
});
