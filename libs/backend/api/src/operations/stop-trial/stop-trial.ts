import type { ChangeRequest, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
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
  const because = asked.body.reason;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const found = await lockedRequest(tx, id, asked.caller);
    if (!found) return failure({ code: 'not-found', id });
    const { state } = found.request;
    if (state !== 'trial') return failure({ code: 'no-trial', id, state });
    await tx.changeRequests.close(id, { to: 'stopped', by: actorOf(asked.caller), because }, at);
    const object = `change-request:${id}`;
    await tx.audit.append(deed(asked, at, 'change-request.trial-stopped', object, { because }));
    const stopped = await tx.changeRequests.find(id);
    if (!stopped) throw new Error(`Change request ${id} cannot be read back`);
    return success(stopped);
  });
}
