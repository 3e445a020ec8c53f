import type { ChangeRequest, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { closeRequest } from '../../promotion/close-request.ts';
import { lockedRequest } from '../../promotion/locked-request.ts';
import type { Transactor } from '../../transactor.ts';

export type StopTrialFailure =
  | { code: 'not-found'; id: string }
  | { code: 'no-trial'; id: string; state: ChangeRequest['state'] };

export interface StopTrialPorts {
  database: Transactor<'changeRequests' | 'feeds' | 'audit'>;
  clock: Clock;
}

/** Ends the trial of a request, and the request with it. Runs that are queued keep the rules that they were queued with. */
export async function stopTrial(
  asked: Asked<typeof operations.stopTrial>,
  { database, clock }: StopTrialPorts,
): Promise<Result<ChangeRequest, StopTrialFailure>> {
  const id = asked.params.changeRequestId;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const found = await lockedRequest(tx, id, asked.caller);
    if (!found) return failure({ code: 'not-found', id });
    const { state } = found.request;
    if (state !== 'trial') return failure({ code: 'no-trial', id, state });
    const how = { to: 'stopped', action: 'change-request.trial-stopped' } as const;
    return success(await closeRequest(tx, found.request, how, asked, at));
  });
}
