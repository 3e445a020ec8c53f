import { aReplayPlan, aRunRow } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { listReplayPlanRows } from './list-replay-plan-rows.ts';

describe('list-replay-plan-rows', () => {
  const query = { limit: 50, outcome: ['conflict' as const] };

  it('says what would stand in the way of a row, and links to nothing that is not there', async () => {
    const params = { planId: 'plan_01' };

    const result = await listReplayPlanRows(asked(aPerson('qa'), { params, query }), ports());

    expect(result).toMatchObject({
      ok: true,
      value: {
        items: [{ rowNo: 7, outcome: 'conflict', code: 'DUPLICATE-001', rowErrorId: null }],
        next: null,
      },
    });
  });

  it('fails for a plan that nobody made', async () => {
    const params = { planId: 'plan_99' };

    const result = await listReplayPlanRows(asked(aPerson('qa'), { params, query }), ports());

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'plan_99' } });
  });
});

function ports() {
  const row = aRunRow({
    rowNo: 7,
    outcome: 'conflict',
    code: 'DUPLICATE-001',
    rowErrorId: 'err_7',
  });
  return {
    clock: { now: () => new Date('2026-11-03T06:00:00.000Z') },
    replays: {
      findPlan: async (id: string) => (id === 'plan_01' ? aReplayPlan() : null),
      planRows: async () => ({ items: [row], next: null }),
    },
  };
}
