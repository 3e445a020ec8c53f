import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';

let test: TestHub;
let acme: Seeded;
const reason = 'nothing comes over the holidays';

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
});
afterAll(() => test.close());

describe('update-feed', () => {
  it('changes what it is told and nothing else', async () => {
    const { body: before } = await test.call('getFeed', { params: { feedId: acme.feedId } });

    const answer = await change({ state: 'paused', filePattern: 'p-*.csv' });

    expect(answer.status).toBe(200);
    expect({ ...answer.body, updatedAt: null }).toEqual({
      ...before,
      state: 'paused',
      filePattern: 'p-*.csv',
      updatedAt: null,
    });
  });

  it('keeps what was changed, and why', async () => {
    await change({ name: 'Shop purchases' });

    const { items } = await test.database.audit.list({ object: `feed:${acme.feedId}`, limit: 1 });
    expect(items).toMatchObject([
      { action: 'feed.changed', detail: { name: 'Shop purchases', reason } },
    ]);
  });

  it('changes nothing when somebody was faster', async () => {
    const { headers } = await test.call('getFeed', { params: { feedId: acme.feedId } });
    await change({ name: 'First' });

    const late = await change({ name: 'Second' }, { 'If-Match': String(headers['etag']) });

    expect(late).toMatchObject({ status: 412, body: { code: 'API-013' } });
    const { body } = await test.call('getFeed', { params: { feedId: acme.feedId } });
    expect(body['name']).toBe('First');
  });

  it('needs a reason', async () => {
    const { feedId } = acme;
    const answer = await test.call('updateFeed', { params: { feedId }, body: { name: 'X' } });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
  });
});

function change(body: object, headers: Record<string, string> = {}) {
  const params = { feedId: acme.feedId };
  return test.call('updateFeed', { params, body: { ...body, reason }, headers });
}
