import { aMember } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getMember } from './get-member.ts';

describe('get-member', () => {
  const params = { memberId: 'acme:E1042' };

  it('gives what was asked for', async () => {
    const result = await getMember(asked(aPerson('support'), { params }), store());

    expect(result).toEqual({ ok: true, value: aMember() });
  });

  it('fails for an id that nobody has', async () => {
    const result = await getMember(
      asked(aPerson('support'), { params: { memberId: 'nobody' } }),
      store(),
    );

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'nobody' } });
  });

  it('fails alike for another partner’s', async () => {
    const result = await getMember(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it.each(['viewer', 'auditor', 'author', 'approver', 'qa'] as const)(
    'shows a %s of name and address only the first letter',
    async (role) => {
      const result = await getMember(asked(aPerson(role), { params }), store());

      expect(result).toMatchObject({ value: { memberNo: 'E1042', name: 'E•••', email: 'e•••' } });
    },
  );

  it('masks nothing that is not there', async () => {
    const known = aMember({ name: null, email: '' });

    const result = await getMember(asked(aPerson('viewer'), { params }), store(known));

    expect(result).toMatchObject({ value: { name: null, email: null } });
  });
});

function store(known = aMember()) {
  return {
    members: {
      find: async (id: string, tenant: string | null) =>
        id === 'acme:E1042' && (tenant === null || tenant === 'acme') ? known : null,
    },
  };
}
