import type { operations, Feed } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FeedStore } from '@waybill/store';

export interface GetFeedFailure {
  code: 'not-found';
  id: string;
}

export interface GetFeedPorts {
  feeds: Pick<FeedStore, 'find'>;
}

/** One feed with the bundle that new files are processed with. */
export async function getFeed(
  { params, caller }: Asked<typeof operations.getFeed>,
  { feeds }: GetFeedPorts,
): Promise<Result<Feed, GetFeedFailure>> {
  const found = await feeds.find(params.feedId, caller.partner);
  return found ? success(found) : failure({ code: 'not-found', id: params.feedId });
}
