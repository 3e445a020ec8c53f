import type { ChangeRequest, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { closeRequest } from '../../promotion/close-request.ts';
import type { ClosedRequest } from '../../promotion/closed-request.ts';
import { lockedRequest } from '../../promotion/locked-request.ts';
import type { Transactor } from '../../transactor.ts';

export type WithdrawChangeRequestFailure = { code: 'not-found'; id: string } | ClosedRequest;

export interface WithdrawChangeRequestPorts {
  database: Transactor<'changeRequests' | 'feeds' | 'audit'>;
  clock: Clock;
}

/** Takes a request back, approved or not, as long as it was not promoted; what is tried of it ends. */
export async function withdrawChangeRequest(
  asked: Asked<typeof operations.withdrawChangeRequest>,
  { database, clock }: WithdrawChangeRequestPorts,
): Promise<Result<ChangeRequest, WithdrawChangeRequestFailure>> {
  const id = asked.params.changeRequestId;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const found = await lockedRequest(tx, id, asked.caller);
    if (!found) return failure({ code: 'not-found', id });
    const { state } = found.request;
    if (state !== 'open' && state !== 'approved' && state !== 'trial')
      return failure({ code: 'change-request-closed', request: found.request });
    const how = { to: 'withdrawn', action: 'change-request.withdrawn' } as const;
    return success(await closeRequest(tx, found.request, how, asked, at));
  });
}
