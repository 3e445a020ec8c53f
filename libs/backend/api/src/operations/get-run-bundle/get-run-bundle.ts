import type { operations, RunBundle } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FeedStore, RunStore } from '@waybill/store';
import { bundleOfRun } from '../../bundle-of-run.ts';

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
  return success(await bundleOfRun(feeds, run, caller.partner));
}
