import { aRun, aRunAttempt } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listRunAttempts } from './list-run-attempts.ts';

const request = { params: { runId: 'run_01' } };

describe('list-run-attempts', () => {
  it('gives every attempt', async () => {
    const result = await listRunAttempts(asked(aPerson('viewer'), request), store());

    expect(result).toEqual({ ok: true, value: { items: [aRunAttempt({ ending: 'lost' })] } });
  });

  it('looks at nothing of a run that is another partner’s', async () => {
    const result = await listRunAttempts(asked(aPartnerClient('globex'), request), store());

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'run_01' } });
  });
});

function store() {
  return {
    runs: {
      find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : aRun()),
      attempts: async () => [aRunAttempt({ ending: 'lost' })],
    },
  };
}
