import { aRunEvent, aRun } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listRunEvents } from './list-run-events.ts';

describe('list-run-events', () => {
  const request = { params: { runId: 'run_01' }, query: { limit: 2, cursor: 'x' } };

  it('gives the page that was asked for', async () => {
    const queries: unknown[] = [];

    const result = await listRunEvents(asked(aPerson('support'), request), store(queries));

    expect(result).toEqual({ ok: true, value: { items: [aRunEvent()], next: 'y' } });
    expect(queries).toEqual(['run_01', request.query]);
  });

  it('looks at nothing of a run that is another partner’s', async () => {
    const queries: unknown[] = [];

    const result = await listRunEvents(asked(aPartnerClient('globex'), request), store(queries));

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'run_01' } });
    expect(queries).toEqual([]);
  });

  it('keeps what stood in a file from who may not read payload', async () => {
    const event = aRunEvent({ message: 'Expected a date, found “31.02.2026”.' });

    const result = await listRunEvents(asked(aPerson('viewer'), request), store([], event));

    expect(result).toMatchObject({ value: { items: [{ message: 'Expected a date.' }] } });
  });
});

function store(queries: unknown[] = [], item = aRunEvent()) {
  return {
    runs: {
      find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : aRun()),
      events: async (runId: string, query: object) => {
        queries.push(runId, query);
        return { items: [item], next: 'y' };
      },
    },
  };
}
