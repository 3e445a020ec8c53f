import { aFeed } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getFeed } from './get-feed.ts';

describe('get-feed', () => {
  const params = { feedId: 'acme.purchases' };

  it('gives what was asked for', async () => {
    const result = await getFeed(asked(aPerson('support'), { params }), store());

    expect(result).toEqual({ ok: true, value: aFeed() });
  });

  it('fails for an id that nobody has', async () => {
    const result = await getFeed(
      asked(aPerson('support'), { params: { feedId: 'nobody' } }),
      store(),
    );

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'nobody' } });
  });

  it('fails alike for another partner’s', async () => {
    const result = await getFeed(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});

function store(known = aFeed()) {
  return {
    feeds: {
      find: async (id: string, tenant: string | null) =>
        id === 'acme.purchases' && (tenant === null || tenant === 'acme') ? known : null,
    },
  };
}
