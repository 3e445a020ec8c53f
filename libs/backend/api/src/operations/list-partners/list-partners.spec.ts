import { aPartner } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listPartners } from './list-partners.ts';

describe('list-partners', () => {
  it('shows people all of them, and hands on what they look for', async () => {
    const queries: object[] = [];
    const result = await listPartners(
      asked(aPerson('viewer'), { query: { limit: 2, sort: 'id' as const, q: 'a' } }),
      store(queries),
    );

    expect(result).toMatchObject({ value: { items: [{ id: 'acme' }, { id: 'globex' }] } });
    expect(queries).toEqual([{ limit: 2, sort: 'id', q: 'a' }]);
  });

  it('shows a partner itself', async () => {
    const result = await listPartners(
      asked(aPartnerClient('acme'), { query: { limit: 2, sort: 'id' as const } }),
      store(),
    );

    expect(result).toEqual({ ok: true, value: { items: [aPartner()], next: null } });
  });
});

function store(queries: object[] = []) {
  const all = [aPartner(), aPartner({ id: 'globex' })];
  return {
    partners: {
      list: async (query: object, tenant: string | null) => {
        queries.push(query);
        return { items: all.filter(({ id }) => tenant === null || id === tenant), next: null };
      },
    },
  };
}
