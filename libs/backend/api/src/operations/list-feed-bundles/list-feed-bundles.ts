import type { FeedBundleHead, operations, Page } from '@waybill/contracts';
import { failure, feedBundleFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FeedStore } from '@waybill/store';

export interface ListFeedBundlesPorts {
  feeds: Pick<FeedStore, 'find' | 'bundles'>;
}

export interface ListFeedBundlesFailure {
  code: 'not-found';
  id: string;
}

/** The versions of a feed, newest first, without what is in them. */
export async function listFeedBundles(
  { params, query, caller }: Asked<typeof operations.listFeedBundles>,
  { feeds }: ListFeedBundlesPorts,
): Promise<Result<Page<FeedBundleHead>, ListFeedBundlesFailure>> {
  const id = params.feedId;
  if (!(await feeds.find(id, caller.partner))) return failure({ code: 'not-found', id });
  const page = await feeds.bundles(id, query);
  return success({ ...page, items: page.items.map((bundle) => feedBundleFor(caller, bundle)) });
}
