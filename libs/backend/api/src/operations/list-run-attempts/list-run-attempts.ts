import type { operations, RunAttempt } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunStore } from '@waybill/store';

export interface ListRunAttemptsFailure {
  code: 'not-found';
  id: string;
}

export interface ListRunAttemptsPorts {
  runs: Pick<RunStore, 'find' | 'attempts'>;
}

/** Every go at a run: when, how far it came, how it ended. */
export async function listRunAttempts(
  { params, caller }: Asked<typeof operations.listRunAttempts>,
  { runs }: ListRunAttemptsPorts,
): Promise<Result<{ items: RunAttempt[] }, ListRunAttemptsFailure>> {
  const { runId } = params;
  if (!(await runs.find(runId, caller.partner))) return failure({ code: 'not-found', id: runId });
  return success({ items: await runs.attempts(runId) });
}
