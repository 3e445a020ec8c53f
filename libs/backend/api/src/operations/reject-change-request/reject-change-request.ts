import type { ChangeRequest, operations } from '@waybill/contracts';
import type { Asked, Clock, Result } from '@waybill/kit';
import { decideRequest, type DecisionFailure } from '../../promotion/decide-request.ts';
import type { Transactor } from '../../transactor.ts';

export interface RejectChangeRequestPorts {
  database: Transactor<'changeRequests' | 'feeds' | 'audit'>;
  clock: Clock;
}

/** Rejects a request of somebody else. */
export async function rejectChangeRequest(
  asked: Asked<typeof operations.rejectChangeRequest>,
  { database, clock }: RejectChangeRequestPorts,
): Promise<Result<ChangeRequest, DecisionFailure>> {
  const at = clock.now();
  return database.transaction((tx) => decideRequest(tx, 'rejected', asked, at));
}
