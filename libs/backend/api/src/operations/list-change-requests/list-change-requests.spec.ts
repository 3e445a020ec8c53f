import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
let globex: Seeded;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  globex = await seedPartner(test, 'globex');
  const params = { changeRequestId: globex.changeRequestId };
  await test.call('withdrawChangeRequest', { params, body: { reason: 'not yet' } });
});
afterAll(() => test.close());

describe('list-change-requests', () => {
  it.each([
    ['all, newest first', () => ({}), () => [globex, acme]],
    ['those of a partner', () => ({ partner: 'acme' }), () => [acme]],
    ['those of a rule set', () => ({ ruleSet: globex.feedId }), () => [globex]],
    ['those that wait', () => ({ state: 'open,approved' }), () => [acme]],
  ])('lists %s', async (_name, query, found) => {
    const { body } = await test.call('listChangeRequests', { query: query() });

    const ids = (body['items'] as { id: string }[]).map(({ id }) => id);
    expect(ids).toEqual(found().map(({ changeRequestId }) => changeRequestId));
  });

  it('goes on where a page ended', async () => {
    const first = await test.call('listChangeRequests', { query: { limit: '1' } });
    const next = { limit: '1', cursor: String(first.body['next']) };

    const { body } = await test.call('listChangeRequests', { query: next });

    expect(body).toMatchObject({ items: [{ id: acme.changeRequestId }], next: null });
  });
});
