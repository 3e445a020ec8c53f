import { fileStatsOf } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getFileStats } from './get-file-stats.ts';

describe('get-file-stats', () => {
  it('counts what was asked for, a partner’s own only', async () => {
    const calls: unknown[] = [];
    const query = { feed: 'acme.purchases' };
    const answer = fileStatsOf({ unassigned: 2 });
    const files = {
      stats: async (given: object, tenant: string | null) => {
        calls.push(given, tenant);
        return answer;
      },
    };

    const result = await getFileStats(asked(aPerson('viewer'), { query }), { files });
    await getFileStats(asked(aPartnerClient('acme'), { query }), { files });

    expect(result).toEqual({ ok: true, value: answer });
    expect(calls).toEqual([query, null, query, 'acme']);
  });
});
