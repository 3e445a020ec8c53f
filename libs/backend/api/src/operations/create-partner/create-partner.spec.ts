import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
beforeAll(async () => {
  test = await openTestHub();
});
afterAll(() => test.close());

describe('create-partner', () => {
  it('makes one that can be read where it says', async () => {
    const body = {
      id: 'acme',
      name: 'Acme',
      timeZone: 'Europe/Berlin',
      contacts: [{ name: 'Ines Roy', email: 'ines@acme.example' }],
    };

    const created = await test.call('createPartner', { body });

    expect(created).toMatchObject({ status: 201, headers: { location: '/v1/partners/acme' } });
    const read = await test.call('getPartner', { params: { partnerId: 'acme' } });
    expect(read.body).toEqual(created.body);
    expect(read.body).toMatchObject({ state: 'live', contacts: [{ purpose: 'business' }] });
  });

  it('leaves one event in the audit trail', async () => {
    await test.call('createPartner', { body: { id: 'traced', name: 'Traced', state: 'draft' } });

    const { items } = await test.database.audit.list({ object: 'partner:traced', limit: 5 });

    expect(items).toMatchObject([
      {
        action: 'partner.created',
        actor: 'machine:waybill-machine',
        detail: { state: 'draft', client: 'waybill-machine', traceId: expect.any(String) },
      },
    ]);
  });

  it('fails for an id that is taken, and leaves no event', async () => {
    const body = { id: 'twice', name: 'Twice' };
    await test.call('createPartner', { body });

    const second = await test.call('createPartner', { body });

    expect(second).toMatchObject({ status: 409, body: { code: 'PARTNER-001' } });
    const { items } = await test.database.audit.list({ object: 'partner:twice', limit: 5 });
    expect(items).toHaveLength(1);
  });

  it('made twice at once is made once', async () => {
    const body = { id: 'raced', name: 'Raced' };

    const answers = await Promise.all([1, 2, 3].map(() => test.call('createPartner', { body })));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  const wrong: [string, object, string][] = [
    ['a path for an id', { id: '../acme' }, '/id'],
    ['capitals in its id', { id: 'Acme' }, '/id'],
    ['an id of 64 characters', { id: 'a'.repeat(64) }, '/id'],
    ['no name', { name: '' }, '/name'],
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['a state that only suspending gives', { state: 'suspended' }, '/state'],
    [
      'a contact without an address',
      { contacts: [{ name: 'A', email: 'a@' }] },
      '/contacts/0/email',
    ],
  ];
  it.each(wrong)('refuses %s', async (_name, change, pointer) => {
    const { body, status } = await test.call('createPartner', {
      body: { id: 'wrong', name: 'Wrong', ...change },
    });

    expect(status).toBe(422);
    expect(body['errors']).toMatchObject([{ pointer }]);
  });

  it.each([
    "'; DROP TABLE partner; --",
    '<img src=x onerror=alert(1)>',
    '🙂 Ünïcödé',
    '${jndi:ldap://x}',
  ])('keeps the name %s as it is', async (name) => {
    const id = `named-${Buffer.from(name).toString('hex').slice(0, 20)}`;

    await test.call('createPartner', { body: { id, name } });

    expect((await test.call('getPartner', { params: { partnerId: id } })).body).toMatchObject({
      name,
    });
  });
});
