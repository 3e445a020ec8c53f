import type { Caller, ChangeRequest, Feed } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';
import type { ClosedRequest } from './closed-request.ts';
import { lockedRequest } from './locked-request.ts';

export type DecisionFailure = { code: 'not-found' | 'four-eyes'; id: string } | ClosedRequest;

interface Decision {
  readonly params: { changeRequestId: string };
  readonly body: { reason: string };
  readonly caller: Caller;
  readonly traceId: string;
}

/**
 * Says yes or no to an open request of somebody else. There is no role that may do so to its own.
 * @param obstacle what may stand in the way besides, asked with the feed locked
 */
export async function decideRequest<Fault extends { code: string } = never>(
  tx: Pick<Nouns, 'changeRequests' | 'feeds' | 'audit'>,
  to: 'approved' | 'rejected',
  asked: Decision,
  at: Date,
  obstacle?: (request: ChangeRequest, feed: Feed) => Promise<Fault | null>,
): Promise<Result<ChangeRequest, DecisionFailure | Fault>> {
  const id = asked.params.changeRequestId;
  const found = await lockedRequest(tx, id, asked.caller);
  if (!found) return failure({ code: 'not-found', id });
  const { request, feed } = found;
  if (request.state !== 'open') return failure({ code: 'change-request-closed', request });
  const by = actorOf(asked.caller);
  if (by === request.requestedBy) return failure({ code: 'four-eyes', id });
  const fault = await obstacle?.(request, feed);
  if (fault) return { ok: false, failure: fault };
  const { reason } = asked.body;
  await tx.changeRequests.decide(id, { to, by, reason }, at);
  const { bundleSha256, testRun, backtest } = request;
  const detail = { reason, bundleSha256, testRun, backtest };
  await tx.audit.append(deed(asked, at, `change-request.${to}`, `change-request:${id}`, detail));
  const decided = await tx.changeRequests.find(id);
  if (!decided) throw new Error(`Change request ${id} cannot be read back`);
  return success(decided);
}
