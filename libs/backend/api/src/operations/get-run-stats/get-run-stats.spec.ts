import { aRunStats } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getRunStats } from './get-run-stats.ts';

describe('get-run-stats', () => {
  it('counts what was asked for, a partner’s own only', async () => {
    const calls: unknown[] = [];
    const query = { bucket: 'hour' as const, state: ['failed' as const] };

    const result = await getRunStats(asked(aPerson('viewer'), { query }), store(calls));
    await getRunStats(asked(aPartnerClient('acme'), { query }), store(calls));

    expect(result).toEqual({ ok: true, value: aRunStats() });
    expect(calls).toEqual([query, null, query, 'acme']);
  });
});

function store(calls: unknown[]) {
  return {
    runs: {
      stats: async (query: object, tenant: string | null) => {
        calls.push(query, tenant);
        return aRunStats();
      },
    },
  };
}
