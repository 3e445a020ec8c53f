import { aReplay, aReplayProof } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getReplayProof } from './get-replay-proof.ts';

describe('get-replay-proof', () => {
  const params = { replayId: 'replay_01' };

  it('gives the proof of a replay that has ended', async () => {
    const result = await getReplayProof(asked(aPerson('auditor'), { params }), store());

    expect(result).toEqual({ ok: true, value: aReplayProof() });
  });

  it('fails while the replay’s run goes on', async () => {
    const running = { replay: aReplay({ state: 'running' }), proof: null };

    const result = await getReplayProof(asked(aPerson('auditor'), { params }), store(running));

    expect(result).toEqual({
      ok: false,
      failure: { code: 'run-not-finished', id: 'replay_01', state: 'running' },
    });
  });

  it('fails for another partner’s', async () => {
    const result = await getReplayProof(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'replay_01' } });
  });
});

function store({
  replay = aReplay(),
  proof = aReplayProof() as ReturnType<typeof aReplayProof> | null,
} = {}) {
  return {
    replays: {
      find: async (_id: string, tenant: string | null) => (tenant === 'globex' ? null : replay),
      proof: async () => proof,
    },
  };
}
