import { aRunRow, aRun } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listRunRows } from './list-run-rows.ts';

describe('list-run-rows', () => {
  const request = { params: { runId: 'run_01' }, query: { limit: 2, cursor: 'x' } };

  it('gives the page that was asked for', async () => {
    const queries: unknown[] = [];

    const result = await listRunRows(asked(aPerson('support'), request), store(queries));

    expect(result).toEqual({ ok: true, value: { items: [aRunRow()], next: 'y' } });
    expect(queries).toEqual(['run_01', request.query]);
  });

  it('looks at nothing of a run that is another partner’s', async () => {
    const queries: unknown[] = [];

    const result = await listRunRows(asked(aPartnerClient('globex'), request), store(queries));

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'run_01' } });
    expect(queries).toEqual([]);
  });
});

function store(queries: unknown[] = [], item = aRunRow()) {
  return {
    runs: {
      find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : aRun()),
      rows: async (runId: string, query: object) => {
        queries.push(runId, query);
        return { items: [item], next: 'y' };
      },
    },
  };
}
