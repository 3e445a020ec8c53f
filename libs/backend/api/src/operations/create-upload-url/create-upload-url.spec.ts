import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePurchases, openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
beforeAll(async () => {
  test = await openTestHub();
  for (const [id, state] of [
    ['acme', 'live'],
    ['early', 'testing'],
    ['drafted', 'draft'],
  ]) {
    await test.call('createPartner', { body: { id, name: id, state } });
    await test.call('createFeed', { params: { partnerId: id ?? '' }, body: examplePurchases });
  }
});
afterAll(() => test.close());

describe('create-upload-url', () => {
  it('is an address in the feed’s own folder, good for a quarter of an hour', async () => {
    const { body, status } = await upload('acme');

    expect(status).toBe(201);
    expect(body).toMatchObject({
      method: 'PUT',
      bucket: 'waybill-landing',
      key: 'acme/purchases/purchases-1.csv',
      url: expect.stringContaining('purchases-1.csv'),
    });
    const lifeS = (Date.parse(String(body['expiresAt'])) - Date.now()) / 1000;
    expect(lifeS).toBeGreaterThan(890);
    expect(lifeS).toBeLessThanOrEqual(900);
  });

  it.each([
    ['A31 a path', '../../globex/purchases/x.csv', 'acme/purchases/x.csv'],
    ['A31 a device', 'CON', 'acme/purchases/file-CON'],
  ])('%s stays a name', async (_name, fileName, key) => {
    expect((await upload('acme', fileName)).body).toMatchObject({ key });
  });

  it('A31 of a name longer than 300 characters is refused', async () => {
    expect((await upload('acme', 'x'.repeat(301))).status).toBe(422);
  });

  it('is given while a partner is tested', async () => {
    expect((await upload('early')).status).toBe(201);
  });

  it('is not given for a partner that takes no files', async () => {
    expect(await upload('drafted')).toMatchObject({
      status: 409,
      body: { code: 'PARTNER-002', detail: 'Partner drafted is draft.' },
    });
  });

  it('is given to a partner for its own feeds only', async () => {
    const token = await test.mint.partner('acme');

    expect((await upload('acme', 'a.csv', token)).status).toBe(201);
    expect((await upload('early', 'a.csv', token)).status).toBe(404);
  });

  it('leaves an event with the key', async () => {
    await upload('acme', 'traced.csv');

    const { items } = await test.database.audit.list({
      object: 'feed:acme.purchases',
      action: 'upload-url.created',
      limit: 1,
    });

    expect(items).toMatchObject([{ detail: { key: 'acme/purchases/traced.csv' } }]);
  });
});

function upload(partner: string, fileName = 'purchases-1.csv', token?: string) {
  const sent = { params: { feedId: `${partner}.purchases` }, body: { fileName } };
  return test.call('createUploadUrl', token === undefined ? sent : { ...sent, token });
}
