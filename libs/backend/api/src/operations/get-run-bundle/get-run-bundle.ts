import type { Feed, operations, RunBundle } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FeedStore, RunStore } from '@waybill/store';

export interface GetRunBundleFailure {
  code: 'not-found';
  id: string;
}

export interface GetRunBundlePorts {
  runs: Pick<RunStore, 'find'>;
  feeds: Pick<FeedStore, 'bundleOfRun' | 'find'>;
}

/** The configuration that a run was begun with. It never changes, so it is also what the run would use again. */
export async function getRunBundle(
  { params, caller }: Asked<typeof operations.getRunBundle>,
  { runs, feeds }: GetRunBundlePorts,
): Promise<Result<RunBundle, GetRunBundleFailure>> {
  const run = await runs.find(params.runId, caller.partner);
  if (!run) return failure({ code: 'not-found', id: params.runId });
  const [bundle, feed] = await Promise.all([
    feeds.bundleOfRun(run.id),
    feeds.find(run.feed, caller.partner),
  ]);
  if (!bundle || !feed)
    throw new Error(`Run ${run.id} points at a bundle or feed that is not there`);
  const { version, sha256, ruleVersion, format, rules } = bundle;
  return success({
    run: run.id,
    feed: run.feed,
    version,
    sha256,
    ruleVersion,
    format: format as Feed['bundle']['format'],
    rules: rules === null ? null : { ...rules },
    active: feed.bundle.version === version ? null : feed.bundle,
  });
}
