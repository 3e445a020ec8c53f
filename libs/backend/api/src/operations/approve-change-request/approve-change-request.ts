import type { ChangeRequest, operations } from '@waybill/contracts';
import type { Asked, Clock, Result } from '@waybill/kit';
import { bundleOfRequest } from '../../promotion/bundle-of-request.ts';
import { decideRequest, type DecisionFailure } from '../../promotion/decide-request.ts';
import type { Transactor } from '../../transactor.ts';

export type ApproveChangeRequestFailure = DecisionFailure | { code: 'evidence-stale'; id: string };

export interface ApproveChangeRequestPorts {
  database: Transactor<'changeRequests' | 'ruleSets' | 'feeds' | 'audit'>;
  clock: Clock;
}

/** Approves a request of somebody else, while it still is what was asked for. */
export async function approveChangeRequest(
  asked: Asked<typeof operations.approveChangeRequest>,
  { database, clock }: ApproveChangeRequestPorts,
): Promise<Result<ChangeRequest, ApproveChangeRequestFailure>> {
  const at = clock.now();
  return database.transaction((tx) =>
    decideRequest(tx, 'approved', asked, at, async (request, feed) =>
      (await bundleOfRequest(tx, request, feed))
        ? null
        : { code: 'evidence-stale', id: request.id },
    ),
  );
}
