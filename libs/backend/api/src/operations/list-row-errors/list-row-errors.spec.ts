import { aRowError } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listRowErrors } from './list-row-errors.ts';

describe('list-row-errors', () => {
  const query = { limit: 50 };

  it('shows support the rows as they came', async () => {
    const result = await listRowErrors(asked(aPerson('support'), { query }), store());

    expect(result).toEqual({
      ok: true,
      value: { items: [aRowError(), aRowError({ partner: 'globex' })], next: null },
    });
  });

  it('shows others where and what is wrong, not what stood there', async () => {
    const result = await listRowErrors(asked(aPerson('viewer'), { query }), store());

    expect(JSON.stringify(result)).not.toContain('31.02.2026');
    expect(result).toMatchObject({ value: { items: [{ line: 8, cells: null }, { cells: null }] } });
  });

  it('shows a partner its own', async () => {
    const result = await listRowErrors(asked(aPartnerClient('acme'), { query }), store());

    expect(result).toMatchObject({ value: { items: [{ partner: 'acme' }] } });
  });
});

function store() {
  const all = [aRowError(), aRowError({ partner: 'globex' })];
  return {
    rowErrors: {
      list: async (_query: object, tenant: string | null) => ({
        items: all.filter(({ partner }) => tenant === null || partner === tenant),
        next: null,
      }),
    },
  };
}
