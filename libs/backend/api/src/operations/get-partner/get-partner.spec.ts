import { aPartner } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getPartner } from './get-partner.ts';

describe('get-partner', () => {
  const params = { partnerId: 'acme' };

  it('gives what was asked for', async () => {
    const result = await getPartner(asked(aPerson('support'), { params }), store());

    expect(result).toEqual({ ok: true, value: aPartner() });
  });

  it('fails for an id that nobody has', async () => {
    const result = await getPartner(
      asked(aPerson('support'), { params: { partnerId: 'nobody' } }),
      store(),
    );

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'nobody' } });
  });

  it('fails alike for another partner’s', async () => {
    const result = await getPartner(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});

function store(known = aPartner()) {
  return {
    partners: {
      find: async (id: string, tenant: string | null) =>
        id === 'acme' && (tenant === null || tenant === 'acme') ? known : null,
    },
  };
}
