import { aFeed } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listFeedBundles } from './list-feed-bundles.ts';

const request = { params: { feedId: 'acme.purchases' }, query: { limit: 10 } };

describe('list-feed-bundles', () => {
  it('shows the versions of a feed that the caller may see', async () => {
    const result = await listFeedBundles(asked(aPerson('viewer'), request), store());

    expect(result).toMatchObject({ value: { items: [{ version: 2 }, { version: 1 }] } });
  });

  it('says to a partner what there is and not who of us made it', async () => {
    const result = await listFeedBundles(asked(aPartnerClient('acme'), request), store());

    expect(result).toMatchObject({ value: { items: [{ version: 2, createdBy: null }, {}] } });
  });

  it('says of another partner’s feed that there is none', async () => {
    const result = await listFeedBundles(asked(aPartnerClient('globex'), request), store());

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'acme.purchases' } });
  });
});

function store() {
  const items = [2, 1].map((version) => ({
    feed: 'acme.purchases',
    version,
    sha256: 'a'.repeat(64),
    ruleVersion: 'standard@1',
    active: version === 2,
    trial: false,
    createdAt: '2026-11-03T06:00:00.000Z',
    createdBy: 'person:admin',
    reason: null,
  }));
  return {
    feeds: {
      find: async (_id: string, tenant: string | null) =>
        tenant === null || tenant === 'acme' ? aFeed() : null,
      bundles: async () => ({ items, next: null }),
    },
  };
}
