import { aBalance, aMember } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getMemberBalance } from './get-member-balance.ts';

describe('get-member-balance', () => {
  const params = { memberId: 'acme:E1042' };

  it('is as of now unless an earlier time is asked for', async () => {
    const times: unknown[] = [];
    const asOf = '2026-10-01T00:00:00.000Z';

    await getMemberBalance(asked(aPerson('viewer'), { params }), store(times));
    await getMemberBalance(asked(aPerson('viewer'), { params, query: { asOf } }), store(times));

    expect(times).toEqual([null, new Date(asOf)]);
  });

  it('fails for another partner’s member', async () => {
    const result = await getMemberBalance(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'acme:E1042' } });
  });
});

function store(times: unknown[] = []) {
  return {
    clock: { now: () => new Date('2026-11-03T06:00:00.000Z') },
    members: {
      find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : aMember()),
      balance: async (_id: string, asOf: Date | null) => {
        times.push(asOf);
        return aBalance();
      },
    },
  };
}
