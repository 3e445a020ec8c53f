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

describe('list-bulk-replays', () => {
  it('shows the newest first', async () => {
    const other = await seedPartner(test, 'globex');

    const { body } = await test.call('listBulkReplays');

    expect(body).toMatchObject({
      items: [{ id: other.bulkReplayId }, { id: acme.bulkReplayId }],
      next: null,
    });
  });
});
