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

describe('continue-bulk-replay', () => {
  it('sets another job going, once', async () => {
    const params = { bulkReplayId: acme.bulkReplayId };

    const first = await test.call('continueBulkReplay', { params, body: {} });
    const second = await test.call('continueBulkReplay', { params, body: {} });

    expect(first).toMatchObject({ status: 202, body: { state: 'running' } });
    expect(second).toMatchObject({ status: 409, body: { code: 'REPLAY-005' } });
    const only = String(first.body['job']);
    expect(await test.database.jobs.claim('w', { leaseS: 60, attemptsMax: 5, only })).toMatchObject(
      {
        kind: 'bulk-replay',
        request: { bulkReplay: acme.bulkReplayId },
      },
    );
  });

  it('fails for an id that nobody has', async () => {
    const params = { bulkReplayId: 'bulk_nobody' };

    expect(await test.call('continueBulkReplay', { params, body: {} })).toMatchObject({
      status: 404,
    });
  });
});
