import type { Feed, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FeedStore } from '@waybill/store';

export interface ListFeedsPorts {
  feeds: Pick<FeedStore, 'list'>;
}

/** A page of feeds without their bundles; a partner sees its own only, whatever it filters by. */
export async function listFeeds(
  { query, caller }: Asked<typeof operations.listFeeds>,
  { feeds }: ListFeedsPorts,
): Promise<Result<Page<Omit<Feed, 'bundle'>>>> {
  return success(await feeds.list(query, caller.partner));
}
