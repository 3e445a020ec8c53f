import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
let partnerId: string;
let count = 0;
const reason = 'unpaid since spring';

beforeAll(async () => {
  test = await openTestHub();
});
afterAll(() => test.close());

beforeEach(async () => {
  count += 1;
  partnerId = `acme-${String(count)}`;
  await test.call('createPartner', { body: { id: partnerId, name: 'Acme' } });
});

describe('update-partner', () => {
  it('changes what it is told and nothing else', async () => {
    const { body: before } = await test.call('getPartner', { params: { partnerId } });

    const { status, body } = await change({ name: 'Acme GmbH', timeZone: 'Europe/Berlin' });

    expect(status).toBe(200);
    expect({ ...body, updatedAt: null }).toEqual({
      ...before,
      name: 'Acme GmbH',
      timeZone: 'Europe/Berlin',
      updatedAt: null,
    });
    const found = await test.database.partners.list({ q: 'acme gmbh', limit: 1 }, null);
    expect(found.items).toHaveLength(1);
  });

  it('suspends with a reason, and keeps it', async () => {
    expect(await change({ state: 'suspended', reason })).toMatchObject({
      status: 200,
      body: { state: 'suspended' },
    });

    const object = `partner:${partnerId}`;
    const { items } = await test.database.audit.list({ object, limit: 1 });
    expect(items).toMatchObject([
      { action: 'partner.changed', detail: { from: 'live', state: 'suspended', reason } },
    ]);
  });

  it('changes no state without a reason', async () => {
    expect(await change({ state: 'suspended' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason' }] },
    });
  });

  it('changes nothing when somebody was faster', async () => {
    const { headers } = await test.call('getPartner', { params: { partnerId } });
    await change({ name: 'First' });

    const late = await change({ name: 'Second' }, { 'If-Match': String(headers['etag']) });

    expect(late).toMatchObject({ status: 412, body: { code: 'API-013' } });
  });

  it('lets go on with the ETag of its own answer', async () => {
    const { headers } = await change({ name: 'First' });

    const next = await change({ name: 'Second' }, { 'If-Match': String(headers['etag']) });

    expect(next).toMatchObject({ status: 200, body: { name: 'Second' } });
  });

  it('leaves an offboarded partner as it is', async () => {
    await test.database.partners.update(partnerId, { state: 'offboarded' }, new Date());

    expect(await change({ state: 'live', reason })).toMatchObject({
      status: 409,
      body: { code: 'PARTNER-003' },
    });
  });

  it.each(['draft', 'offboarded'])('knows no way to the state %s', async (state) => {
    expect((await change({ state, reason })).status).toBe(422);
  });
});

function change(body: object, headers: Record<string, string> = {}) {
  return test.call('updatePartner', { params: { partnerId }, body, headers });
}
