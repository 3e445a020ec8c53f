import { aLedgerEntry, aMember } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listMemberEntries } from './list-member-entries.ts';

describe('list-member-entries', () => {
  const request = { params: { memberId: 'acme:E1042' }, query: { limit: 2 } };

  it('gives the page that was asked for', async () => {
    const result = await listMemberEntries(asked(aPerson('viewer'), request), store());

    expect(result).toEqual({ ok: true, value: { items: [aLedgerEntry()], next: null } });
  });

  it('fails for another partner’s member', async () => {
    const result = await listMemberEntries(asked(aPartnerClient('globex'), request), store());

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'acme:E1042' } });
  });
});

function store() {
  return {
    members: {
      find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : aMember()),
      entries: async () => ({ items: [aLedgerEntry()], next: null }),
    },
  };
}
