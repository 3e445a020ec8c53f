import type { operations, Run, RunState } from '@waybill/contracts';
import { actorOf, deed, failure, runFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Transactor } from '../../transactor.ts';

export type CancelRunFailure =
  { code: 'not-found'; id: string } | { code: 'run-finished'; id: string; state: RunState };

export interface CancelRunPorts {
  database: Transactor<'runs' | 'audit'>;
  clock: Clock;
}

/**
 * Asks a run to stop. Its worker sees the wish at the next batch, so what was booked until then stays booked, and the answer
 * may still say `running`.
 */
export async function cancelRun(
  asked: Asked<typeof operations.cancelRun>,
  { database, clock }: CancelRunPorts,
): Promise<Result<Run, CancelRunFailure>> {
  const { body, caller, params } = asked;
  const id = params.runId;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const run = await tx.runs.find(id, caller.partner);
    if (!run) return failure({ code: 'not-found', id });
    const { reason } = body;
    const isAsked = await tx.runs.requestCancel(id, { by: actorOf(caller), reason, at });
    const current = (await tx.runs.find(id, caller.partner)) ?? run;
    if (!isAsked) return failure({ code: 'run-finished', id, state: current.state });
    await tx.audit.append(deed(asked, at, 'run.cancel-requested', `run:${id}`, { reason }));
    return success(runFor(caller, current));
  });
}
