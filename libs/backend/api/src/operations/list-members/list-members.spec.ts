import { aMember } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listMembers } from './list-members.ts';

describe('list-members', () => {
  const query = { limit: 50, sort: 'number' as const };

  it('shows support names and addresses', async () => {
    const result = await listMembers(asked(aPerson('support'), { query }), store());

    expect(result).toMatchObject({ value: { items: [aMember(), { partner: 'globex' }] } });
  });

  it('shows others their first letters', async () => {
    const result = await listMembers(asked(aPerson('viewer'), { query }), store());

    expect(JSON.stringify(result)).not.toMatch(/Erika|erika/);
    expect(result).toMatchObject({
      value: { items: [{ name: 'E•••', jobTitle: 'Buyer' }, { name: 'E•••' }] },
    });
  });

  it('shows a partner its own', async () => {
    const result = await listMembers(asked(aPartnerClient('globex'), { query }), store());

    expect(result).toMatchObject({ value: { items: [{ partner: 'globex' }] } });
  });
});

function store() {
  const all = [aMember(), aMember({ partner: 'globex' })];
  return {
    members: {
      list: async (_query: object, tenant: string | null) => ({
        items: all.filter(({ partner }) => tenant === null || partner === tenant),
        next: null,
      }),
    },
  };
}
