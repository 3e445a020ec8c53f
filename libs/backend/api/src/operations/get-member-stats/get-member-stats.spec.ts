import { aMemberStats } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getMemberStats } from './get-member-stats.ts';

describe('get-member-stats', () => {
  it('counts under the filters, for everybody', async () => {
    const { asks, members } = store();

    const result = await getMemberStats(asked(aPerson('viewer'), { query: { q: 'E1' } }), {
      members,
    });

    expect(result).toEqual({ ok: true, value: aMemberStats() });
    expect(asks).toEqual([[{ q: 'E1' }, null]]);
  });

  it('counts a partner its own', async () => {
    const { asks, members } = store();

    await getMemberStats(asked(aPartnerClient('globex'), { query: {} }), { members });

    expect(asks).toEqual([[{}, 'globex']]);
  });
});

function store() {
  const asks: unknown[] = [];
  const stats = async (...ask: unknown[]) => {
    asks.push(ask);
    return aMemberStats();
  };
  return { asks, members: { stats } };
}
