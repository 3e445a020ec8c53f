import type { Caller, Feed } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';

export interface FeedEditFailure {
  code: 'not-found' | 'precondition-failed';
  id: string;
}

interface FeedEdit {
  readonly params: { feedId: string };
  readonly caller: Caller;
  isCurrent(now: Feed): boolean;
}

/** Edits a feed that nobody else edits meanwhile and that is still what the caller read; answers with the feed as it is then. */
export async function editFeed<Fault extends { code: string }>(
  tx: Pick<Nouns, 'feeds'>,
  { params, caller, isCurrent }: FeedEdit,
  change: (feed: Feed) => Promise<Result<unknown, Fault>>,
): Promise<Result<Feed, FeedEditFailure | Fault>> {
  const id = params.feedId;
  const feed = await tx.feeds.lock(id, caller.partner);
  if (!feed) return failure({ code: 'not-found', id });
  if (!isCurrent(feed)) return failure({ code: 'precondition-failed', id });
  const changed = await change(feed);
  if (!changed.ok) return changed;
  const edited = await tx.feeds.find(id, null);
  if (!edited) throw new Error(`Feed ${id} cannot be read back`);
  return success(edited);
}
