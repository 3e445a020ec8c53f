import type { Run } from '@waybill/contracts';
import type { Bundle, FeedStore } from '@waybill/store';

/** The bundle that a replay of a run uses: the one the run had, or the one its feed has now. */
export async function bundleFor(
  feeds: Pick<FeedStore, 'config' | 'bundleOfRun'>,
  run: Pick<Run, 'id' | 'feed'>,
  rules: 'original' | 'current',
): Promise<Bundle> {
  const bundle =
    rules === 'original' ? await feeds.bundleOfRun(run.id) : (await feeds.config(run.feed))?.bundle;
  if (!bundle) throw new Error(`The ${rules} bundle for run ${run.id} cannot be read`);
  return bundle;
}
