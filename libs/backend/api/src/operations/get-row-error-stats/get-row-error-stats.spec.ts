import { rowErrorStatsOf } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getRowErrorStats } from './get-row-error-stats.ts';

describe('get-row-error-stats', () => {
  it('counts what was asked for, a partner’s own only', async () => {
    const calls: unknown[] = [];
    const query = { code: 'TYPE-003' };
    const answer = rowErrorStatsOf({ open: 3 });
    const rowErrors = {
      stats: async (given: object, tenant: string | null) => {
        calls.push(given, tenant);
        return answer;
      },
    };

    const result = await getRowErrorStats(asked(aPerson('viewer'), { query }), { rowErrors });
    await getRowErrorStats(asked(aPartnerClient('acme'), { query }), { rowErrors });

    expect(result).toEqual({ ok: true, value: answer });
    expect(calls).toEqual([query, null, query, 'acme']);
  });
});
