import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
beforeAll(async () => {
  test = await openTestHub();
  for (const [id, state] of [
    ['acme', 'live'],
    ['acme-labs', 'testing'],
    ['globex', 'live'],
  ])
    await test.call('createPartner', { body: { id, name: id, state } });
});
afterAll(() => test.close());

describe('get-partner-stats', () => {
  it('counts all states under the search', async () => {
    const { body } = await test.call('getPartnerStats', { query: { q: 'acme' } });

    expect(body).toEqual({
      states: { draft: 0, testing: 1, live: 1, suspended: 0, offboarded: 0 },
      total: 2,
    });
  });

  it('counts a partner itself only', async () => {
    const token = await test.mint.partner('acme');

    expect((await test.call('getPartnerStats', { token })).body).toMatchObject({ total: 1 });
  });

  it('says what the list has in that state', async () => {
    const { body } = await test.call('listPartners', { query: { state: 'live', sort: 'changed' } });

    expect(body['items']).toMatchObject([{ id: 'globex' }, { id: 'acme' }]);
  });
});
