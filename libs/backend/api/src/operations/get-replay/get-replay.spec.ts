import { aReplay } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getReplay } from './get-replay.ts';

describe('get-replay', () => {
  const params = { replayId: 'replay_01' };

  it('gives what was asked for', async () => {
    const result = await getReplay(asked(aPerson('support'), { params }), store());

    expect(result).toEqual({ ok: true, value: aReplay() });
  });

  it('fails for an id that nobody has', async () => {
    const result = await getReplay(
      asked(aPerson('support'), { params: { replayId: 'nobody' } }),
      store(),
    );

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'nobody' } });
  });

  it('fails alike for another partner’s', async () => {
    const result = await getReplay(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});

function store(known = aReplay()) {
  return {
    replays: {
      find: async (id: string, tenant: string | null) =>
        id === 'replay_01' && (tenant === null || tenant === 'acme') ? known : null,
    },
  };
}
