import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../../../testing/index.ts';
import type { TestHub } from '../../../testing/index.ts';

let test: TestHub;
const params = { partnerId: 'acme' };
const ines = { name: 'Ines Roy', email: 'ines@acme.example', purpose: 'technical' };

beforeAll(async () => {
  test = await openTestHub();
  await test.call('createPartner', { body: { id: 'acme', name: 'Acme' } });
});
afterAll(() => test.close());

describe('put-partner-contacts', () => {
  it('replaces all of them', async () => {
    await put([{ ...ines, name: 'Before' }]);

    expect(await put([ines])).toMatchObject({ status: 200, body: { contacts: [ines] } });
  });

  it('keeps nobody’s name or address in the audit trail', async () => {
    await put([ines]);

    const { items } = await test.database.audit.list({ object: 'partner:acme', limit: 1 });
    expect(items).toMatchObject([{ action: 'partner.contacts-changed', detail: { after: 1 } }]);
    expect(JSON.stringify(items)).not.toMatch(/ines|roy/i);
  });

  it('changes nothing when somebody was faster', async () => {
    const { headers } = await test.call('getPartner', { params });
    await put([]);
    await put([ines]);

    const late = await put([], { 'If-Match': `${String(headers['etag'])}x` });

    expect(late).toMatchObject({ status: 412, body: { code: 'API-013' } });
  });

  it('refuses an address that is none', async () => {
    expect(await put([{ ...ines, email: 'ines' }])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/contacts/0/email' }] },
    });
  });
});

function put(contacts: readonly object[], headers: Record<string, string> = {}) {
  return test.call('putPartnerContacts', { params, body: { contacts }, headers });
}
