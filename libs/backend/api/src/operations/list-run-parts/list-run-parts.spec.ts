import { aRun, aRunPart } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listRunParts } from './list-run-parts.ts';

const request = { params: { runId: 'run_01' } };

describe('list-run-parts', () => {
  it('gives every part', async () => {
    const items = [aRunPart(), aRunPart({ part: 0, state: 'waiting', takenUp: 0 })];

    const result = await listRunParts(asked(aPerson('viewer'), request), store(items));

    expect(result).toEqual({ ok: true, value: { items } });
  });

  it('gives none for a file that is posted as a whole', async () => {
    const result = await listRunParts(asked(aPerson('viewer'), request), store([]));

    expect(result).toEqual({ ok: true, value: { items: [] } });
  });

  it('looks at nothing of a run that is another partner’s', async () => {
    const result = await listRunParts(asked(aPartnerClient('globex'), request), store(null));

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'run_01' } });
  });
});

/** @param items null where nobody may look */
function store(items: ReturnType<typeof aRunPart>[] | null) {
  return {
    runs: {
      find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : aRun()),
    },
    runParts: {
      ofRun: async () => {
        if (items === null) throw new Error('The parts were looked at');
        return items;
      },
    },
  };
}
