import type { Caller, ChangeRequest } from '@waybill/contracts';
import { actorOf, deed } from '@waybill/kit';
import type { Nouns } from '@waybill/store';

interface Closing {
  readonly body: { reason: string };
  readonly caller: Caller;
  readonly traceId: string;
}

/** Ends a request, and what is tried of it, because a person wants it to. To be called with its feed locked. */
export async function closeRequest(
  { changeRequests, audit }: Pick<Nouns, 'changeRequests' | 'audit'>,
  { id }: ChangeRequest,
  { to, action }: { to: 'withdrawn' | 'stopped'; action: string },
  asked: Closing,
  at: Date,
): Promise<ChangeRequest> {
  const because = asked.body.reason;
  await changeRequests.close(id, { to, by: actorOf(asked.caller), because }, at);
  await audit.append(deed(asked, at, action, `change-request:${id}`, { reason: because }));
  const closed = await changeRequests.find(id);
  if (!closed) throw new Error(`Change request ${id} cannot be read back`);
  return closed;
}
