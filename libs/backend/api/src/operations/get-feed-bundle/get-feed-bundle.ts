import type { FeedBundle, operations } from '@waybill/contracts';
import { failure, feedBundleFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FeedStore } from '@waybill/store';

export interface GetFeedBundlePorts {
  feeds: Pick<FeedStore, 'find' | 'bundleVersion'>;
}

export interface GetFeedBundleFailure {
  code: 'not-found';
  id: string;
  version: number;
}

/** How a feed's files were read by one version, for showing a run's configuration as it was and what changed between two. */
export async function getFeedBundle(
  { params, caller }: Asked<typeof operations.getFeedBundle>,
  { feeds }: GetFeedBundlePorts,
): Promise<Result<FeedBundle, GetFeedBundleFailure>> {
  const { feedId: id, version } = params;
  const isTheirs = (await feeds.find(id, caller.partner)) !== null;
  const bundle = isTheirs ? await feeds.bundleVersion(id, version) : null;
  return bundle
    ? success(feedBundleFor(caller, bundle))
    : failure({ code: 'not-found', id, version });
}
