import { aFeedHead } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listFeeds } from './list-feeds.ts';

describe('list-feeds', () => {
  const query = { limit: 50 };

  it('shows support every partner’s feeds', async () => {
    const result = await listFeeds(asked(aPerson('support'), { query }), store());

    expect(result).toEqual({
      ok: true,
      value: { items: [aFeedHead(), aFeedHead({ partner: 'globex' })], next: null },
    });
  });

  it('shows a partner its own', async () => {
    const result = await listFeeds(asked(aPartnerClient('acme'), { query }), store());

    expect(result).toMatchObject({ value: { items: [{ partner: 'acme' }] } });
  });
});

function store() {
  const all = [aFeedHead(), aFeedHead({ partner: 'globex' })];
  return {
    feeds: {
      list: async (_query: object, tenant: string | null) => ({
        items: all.filter(({ partner }) => tenant === null || partner === tenant),
        next: null,
      }),
    },
  };
}
