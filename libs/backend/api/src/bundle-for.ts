import type { Run } from '@waybill/contracts';
import type { Bundle, FeedStore } from '@waybill/store';

/** The bundle that a replay of a run uses: the one the run had, or the one its feed has now. */
export async function bundleFor(
  feeds: Pick<FeedStore, 'config'>,
  run: Pick<Run, 'id' | 'feed' | 'bundleSha256'>,
  rules: 'original' | 'current',
): Promise<Bundle> {
  const feed = await feeds.config(run.feed);
  if (!feed) throw new Error(`Feed ${run.feed} of run ${run.id} cannot be read`);
  if (rules === 'current' || feed.bundle.sha256 === run.bundleSha256) return feed.bundle;
  throw new Error(`The bundle of run ${run.id} is not its feed's any more`);
}
