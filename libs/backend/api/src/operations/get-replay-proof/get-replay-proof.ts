import type { operations, Replay, ReplayProof } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ReplayStore } from '@waybill/store';

export type GetReplayProofFailure =
  | { code: 'not-found'; id: string }
  | { code: 'run-not-finished'; id: string; state: Replay['state'] };

export interface GetReplayProofPorts {
  replays: Pick<ReplayStore, 'find' | 'proof'>;
}

/** What a replay did beside what its plan said, with checksums of the feed's ledger before and after. */
export async function getReplayProof(
  { params, caller }: Asked<typeof operations.getReplayProof>,
  { replays }: GetReplayProofPorts,
): Promise<Result<ReplayProof, GetReplayProofFailure>> {
  const id = params.replayId;
  const replay = await replays.find(id, caller.partner);
  if (!replay) return failure({ code: 'not-found', id });
  const proof = await replays.proof(id, caller.partner);
  return proof ? success(proof) : failure({ code: 'run-not-finished', id, state: replay.state });
}
