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

describe('get-bulk-replay-proof', () => {
  const params = () => ({ bulkReplayId: acme.bulkReplayId });

  it('fails while it goes on', async () => {
    expect(await test.call('getBulkReplayProof', { params: params() })).toMatchObject({
      status: 409,
      body: { code: 'REPLAY-007' },
    });
  });

  it('says what was done of what was planned', async () => {
    await test.database.bulkReplays.end(acme.bulkReplayId, 'cancelled', null, new Date());

    const { body } = await test.call('getBulkReplayProof', { params: params() });

    expect(body).toMatchObject({
      runs: { replayed: 0, total: 1 },
      entriesCreated: 0,
      feeds: [],
      statement: '0 of 1 runs replayed; 0 entries created; no ledger has changed.',
    });
  });

  it('fails for an id that nobody has', async () => {
    const answer = await test.call('getBulkReplayProof', {
      params: { bulkReplayId: 'bulk_nobody' },
    });

    expect(answer.status).toBe(404);
  });
});
