import type { ClaimedRun } from '@waybill/store';
import { resolveEncoding } from '@waybill/tabular';
import type { PipelinePorts } from '../ports.ts';
import { checkpointOfRun } from './checkpoint.ts';
import { keptBytes, landedBytes } from './bytes-of-file.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { RunContext } from './run-context.ts';
import { StageClock } from './stage-clock.ts';

/** The run names things that are not there or do not fit together. Trying again would change nothing. */
export class UnusableRun extends Error {
  override readonly name = 'UnusableRun';
}

/** Gathers what an attempt works on. @throws UnusableRun */
export async function openRun(
  ports: PipelinePorts,
  claimed: ClaimedRun,
  keeper: LeaseKeeper,
): Promise<RunContext> {
  const { db } = ports;
  const [file, facts, feed, bundle] = await Promise.all([
    db.files.get(claimed.fileId),
    db.files.find(claimed.fileId, null),
    db.feeds.config(claimed.feedId),
    db.feeds.bundle(claimed.bundleId),
  ]);
  if (!file || !facts || !feed || !bundle)
    throw new UnusableRun('File, feed or bundle of the run is missing');
  if (resolveEncoding(bundle.format.dialect.encoding) === null)
    throw new UnusableRun('The feed declares an encoding that nobody knows');
  if (bundle.format.documentType === 'purchase' && bundle.rules === null)
    throw new UnusableRun('A feed of purchases has no rules');
  const { lease, progress } = claimed;
  const source = (await keptBytes(ports, file)) ?? landedBytes(file);
  const { receivedAt } = facts;
  const stages = new StageClock(ports.clock);
  return {
    ports,
    claimed,
    lease,
    keeper,
    stages,
    checkpoint: checkpointOfRun(ports, lease, stages),
    file,
    source,
    receivedAt,
    feed,
    bundle,
    rowsTotal: claimed.rowsTotal,
    progress,
  };
}
