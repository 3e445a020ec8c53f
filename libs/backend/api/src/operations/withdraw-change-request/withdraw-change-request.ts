import type { ChangeRequest, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { lockedRequest } from '../../promotion/locked-request.ts';
import type { Transactor } from '../../transactor.ts';

export type WithdrawChangeRequestFailure =
  | { code: 'not-found'; id: string }
  | { code: 'change-request-closed'; id: string; state: ChangeRequest['state'] };

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
  const because = asked.body.reason;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const found = await lockedRequest(tx, id, asked.caller);
    if (!found) return failure({ code: 'not-found', id });
    const { state } = found.request;
    if (state !== 'open' && state !== 'approved' && state !== 'trial')
      return failure({ code: 'change-request-closed', id, state });
    const by = actorOf(asked.caller);
    await tx.changeRequests.close(id, { to: 'withdrawn', by, because }, at);
    const detail = { reason: because };
    await tx.audit.append(
      deed(asked, at, 'change-request.withdrawn', `change-request:${id}`, detail),
    );
    const withdrawn = await tx.changeRequests.find(id);
    if (!withdrawn) throw new Error(`Change request ${id} cannot be read back`);
    return success(withdrawn);
  });
}
