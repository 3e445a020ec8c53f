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

describe('get-bulk-replay', () => {
  it('says how far it has come', async () => {
    const params = { bulkReplayId: acme.bulkReplayId };

    expect((await test.call('getBulkReplay', { params })).body).toMatchObject({
      state: 'waiting',
      runs: { planned: 1, done: 0 },
      total: 1,
      actual: { unchanged: 0 },
      finishedAt: null,
    });
  });

  it('fails for an id that nobody has', async () => {
    const params = { bulkReplayId: 'bulk_nobody' };

    expect(await test.call('getBulkReplay', { params })).toMatchObject({ status: 404 });
  });
});
