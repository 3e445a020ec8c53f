import type { operations, Replay } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ReplayStore } from '@waybill/store';

export interface GetReplayFailure {
  code: 'not-found';
  id: string;
}

export interface GetReplayPorts {
  replays: Pick<ReplayStore, 'find'>;
}

/** One replay. */
export async function getReplay(
  { params, caller }: Asked<typeof operations.getReplay>,
  { replays }: GetReplayPorts,
): Promise<Result<Replay, GetReplayFailure>> {
  const found = await replays.find(params.replayId, caller.partner);
  return found ? success(found) : failure({ code: 'not-found', id: params.replayId });
}
