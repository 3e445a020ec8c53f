import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  await seedPartner(test, 'globex');
});
afterAll(() => test.close());

describe('list-drift-events', () => {
  it('says what was found, in which file, and that nobody decided yet', async () => {
    const { body } = await test.call('listDriftEvents', { query: { feed: acme.feedId } });

    expect(body['items']).toEqual([
      expect.objectContaining({
        id: acme.driftEventId,
        kind: 'added',
        found: 'shop',
        state: 'open',
        times: 1,
        file: { id: acme.fileId, name: 'purchases-1.csv' },
        run: acme.runId,
        decidedBy: null,
      }),
    ]);
  });

  it('shows a partner its own', async () => {
    const token = await test.mint.partner('acme');

    const { body } = await test.call('listDriftEvents', { token });

    expect(body['items']).toMatchObject([{ partner: 'acme' }]);
  });

  it('can be narrowed to those that are open', async () => {
    const { body } = await test.call('listDriftEvents', { query: { state: 'accepted,ignored' } });

    expect(body['items']).toEqual([]);
  });
});
