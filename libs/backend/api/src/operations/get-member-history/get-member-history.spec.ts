import { aMember, aMemberHistory } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getMemberHistory } from './get-member-history.ts';

describe('get-member-history', () => {
  const params = { memberId: 'acme:E1042' };

  it('gives the days of the member', async () => {
    const result = await getMemberHistory(asked(aPerson('viewer'), { params }), store);

    expect(result).toEqual({ ok: true, value: aMemberHistory() });
  });

  it('fails for another partner’s member', async () => {
    const result = await getMemberHistory(asked(aPartnerClient('globex'), { params }), store);

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'acme:E1042' } });
  });
});

const store = {
  members: {
    find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : aMember()),
    history: async () => aMemberHistory().days,
  },
};
