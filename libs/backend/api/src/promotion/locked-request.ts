import type { Caller, ChangeRequest, Feed } from '@waybill/contracts';
import type { Nouns } from '@waybill/store';

/** A change request and its feed, which nobody else changes until the transaction ends; null when there is none. */
export async function lockedRequest(
  { changeRequests, feeds }: Pick<Nouns, 'changeRequests' | 'feeds'>,
  id: string,
  caller: Caller,
): Promise<{ request: ChangeRequest; feed: Feed } | null> {
  const seen = await changeRequests.find(id);
  const feed = seen && (await feeds.lock(seen.ruleSet, caller.partner));
  const request = feed && (await changeRequests.find(id));
  return feed && request ? { request, feed } : null;
}
