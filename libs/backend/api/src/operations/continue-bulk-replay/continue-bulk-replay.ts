import type { BulkReplay, operations } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { enqueueBulkReplay } from '../../bulk-replay-job.ts';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

export type ContinueBulkReplayFailure =
  | { code: 'not-found'; id: string }
  | { code: 'bulk-replay-not-waiting'; id: string; state: BulkReplay['state'] };

export interface ContinueBulkReplayPorts {
  database: Transactor<'bulkReplays' | 'jobs' | 'audit'>;
  clock: Clock;
  newId: NewId;
}

/** Goes on after somebody looked at the canary, or after its job had failed too often. */
export async function continueBulkReplay(
  asked: Asked<typeof operations.continueBulkReplay>,
  { clock, database, newId }: ContinueBulkReplayPorts,
): Promise<Result<BulkReplay, ContinueBulkReplayFailure>> {
  const id = asked.params.bulkReplayId;
  const [jobId, at] = [newId('job'), clock.now()];
  return database.transaction(async (tx) => {
    const bulk = await tx.bulkReplays.find(id);
    if (!bulk) return failure({ code: 'not-found', id });
    const refused = failure({ code: 'bulk-replay-not-waiting', id, state: bulk.state });
    const isLeft = bulk.problem?.code === 'job-ended';
    if (bulk.state !== 'waiting' && !isLeft) return refused;
    const from = isLeft ? (['canary', 'running'] as const) : (['waiting'] as const);
    if (!(await tx.bulkReplays.move(id, from, 'running', jobId))) return refused;
    await enqueueBulkReplay(tx, asked.caller, { id, jobId, runs: bulk.runs.planned, at });
    await tx.audit.append(deed(asked, at, 'bulk-replay.continued', `bulk-replay:${id}`, {}));
    return success((await tx.bulkReplays.find(id)) ?? bulk);
  });
}
