import type { Feed, Run, RunBundle } from '@waybill/contracts';
import type { FeedStore } from '@waybill/store';

/** The configuration that a run was begun with, and its feed's own when that is another one by now. */
export async function bundleOfRun(
  feeds: Pick<FeedStore, 'bundleOfRun' | 'find'>,
  run: Pick<Run, 'id' | 'feed'>,
  tenant: string | null,
): Promise<RunBundle> {
  const [bundle, feed] = await Promise.all([
    feeds.bundleOfRun(run.id),
    feeds.find(run.feed, tenant),
  ]);
  if (!bundle || !feed) throw new Error(`Bundle or feed of run ${run.id} cannot be read`);
  const { version, sha256, ruleVersion, format, rules } = bundle;
  return {
    run: run.id,
    feed: run.feed,
    version,
    sha256,
    ruleVersion,
    format: format as Feed['bundle']['format'],
    rules: rules === null ? null : { ...rules },
    active: feed.bundle.version === version ? null : feed.bundle,
  };
}
