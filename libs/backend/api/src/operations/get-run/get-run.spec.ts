import type { RunPartsTally } from '@waybill/contracts';
import { aRun, aRowProblem } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getRun } from './get-run.ts';

describe('get-run', () => {
  const params = { runId: 'run_01' };

  it('gives what was asked for', async () => {
    const result = await getRun(asked(aPerson('support'), { params }), store());

    expect(result).toEqual({ ok: true, value: { ...aRun(), parts: null } });
  });

  it('says how the parts stand of a file that is posted in parts', async () => {
    const parts = { total: 5, done: 2, running: 1, waiting: 1, brokenOff: 1, again: 2 };

    const result = await getRun(asked(aPerson('support'), { params }), store(aRun(), parts));

    expect(result).toMatchObject({ value: { parts } });
  });

  it('fails for an id that nobody has', async () => {
    const result = await getRun(
      asked(aPerson('support'), { params: { runId: 'nobody' } }),
      store(),
    );

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'nobody' } });
  });

  it('fails alike for another partner’s', async () => {
    const result = await getRun(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it('keeps what stood in the file from who may not read payload', async () => {
    const known = aRun({ problem: aRowProblem({ scope: 'file' }) });

    const result = await getRun(asked(aPerson('auditor'), { params }), store(known));

    expect(JSON.stringify(result)).not.toContain('31.02.2026');
    expect(result).toMatchObject({ value: { problem: { code: 'TYPE-003', found: '•••' } } });
  });
});

function store(known = aRun(), parts: RunPartsTally | null = null) {
  return {
    runs: {
      find: async (id: string, tenant: string | null) =>
        id === 'run_01' && (tenant === null || tenant === 'acme') ? known : null,
    },
    runParts: { tally: async () => parts },
  };
}
