import { aReplayPlan, aRowProblem } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getReplayPlan } from './get-replay-plan.ts';

describe('get-replay-plan', () => {
  const params = { planId: 'plan_01' };
  const now = new Date('2026-11-03T06:00:00.000Z');

  it('gives the plan as it stands now', async () => {
    const times: unknown[] = [];

    const result = await getReplayPlan(
      asked(aPerson('support'), { params }),
      store(aReplayPlan(), times),
    );

    expect(result).toEqual({ ok: true, value: aReplayPlan() });
    expect(times).toEqual([now]);
  });

  it('keeps what stood in the file from who may not read payload', async () => {
    const plan = aReplayPlan({ state: 'failed', problem: aRowProblem() });

    const result = await getReplayPlan(asked(aPerson('qa'), { params }), store(plan));

    expect(JSON.stringify(result)).not.toContain('31.02.2026');
  });

  it('fails for another partner’s', async () => {
    const result = await getReplayPlan(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'plan_01' } });
  });

  function store(plan = aReplayPlan(), times: unknown[] = []) {
    return {
      clock: { now: () => now },
      replays: {
        findPlan: async (_id: string, tenant: string | null, at: Date) => {
          times.push(at);
          return tenant === 'globex' ? null : plan;
        },
      },
    };
  }
});
