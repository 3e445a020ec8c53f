import type { BulkReplay, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { JobViewer, Nouns } from '@waybill/store';
import type { Transactor } from '../../transactor.ts';

export type CancelBulkReplayFailure =
  | { code: 'not-found'; id: string }
  | { code: 'bulk-replay-finished'; id: string; state: BulkReplay['state'] };

export interface CancelBulkReplayPorts {
  database: Transactor<'bulkReplays' | 'jobs' | 'runs' | 'audit'>;
  clock: Clock;
}

/** Tells the job and the replay under way to stop. What was replayed stays so; a replay that stops half way is listed as cancelled. */
export async function cancelBulkReplay(
  asked: Asked<typeof operations.cancelBulkReplay>,
  { clock, database }: CancelBulkReplayPorts,
): Promise<Result<BulkReplay, CancelBulkReplayFailure>> {
  const id = asked.params.bulkReplayId;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const bulk = await tx.bulkReplays.find(id);
    if (!bulk) return failure({ code: 'not-found', id });
    const isGoingOn = ['canary', 'waiting', 'running'].includes(bulk.state);
    if (!isGoingOn) return failure({ code: 'bulk-replay-finished', id, state: bulk.state });
    if (!(await stopWork(tx, asked, bulk, at))) {
      await tx.bulkReplays.end(id, 'cancelled', null, at);
    }
    const { reason } = asked.body;
    const action = 'bulk-replay.cancel-requested';
    await tx.audit.append(deed(asked, at, action, `bulk-replay:${id}`, { reason }));
    return success((await tx.bulkReplays.find(id)) ?? bulk);
  });
}

/** Whether a job is at work that will end the bulk replay itself. */
async function stopWork(
  tx: Pick<Nouns, 'bulkReplays' | 'jobs' | 'runs'>,
  { body, caller }: Asked<typeof operations.cancelBulkReplay>,
  { id, job, state }: BulkReplay,
  at: Date,
): Promise<boolean> {
  if (job === null || state === 'waiting') return false;
  const { issuer, subject, partner } = caller;
  const anybody: JobViewer = { issuer, subject, partner, seesAll: true };
  await tx.jobs.requestCancel(job, anybody, at);
  const underWay = (await tx.bulkReplays.nextToReplay(id))?.replay;
  const wish = { by: actorOf(caller), reason: body.reason, at };
  if (underWay) await tx.runs.requestCancel(underWay.runId, wish);
  return (await tx.jobs.find(job, anybody))?.state === 'running';
}
