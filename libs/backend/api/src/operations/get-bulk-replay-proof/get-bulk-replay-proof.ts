import type { BulkReplay, BulkReplayProof, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BulkReplayStore } from '@waybill/store';

export type GetBulkReplayProofFailure =
  | { code: 'not-found'; id: string }
  | { code: 'bulk-replay-not-finished'; id: string; state: BulkReplay['state'] };

export interface GetBulkReplayProofPorts {
  bulkReplays: Pick<BulkReplayStore, 'find' | 'proof'>;
}

/** What a bulk replay did beside what was planned, with checksums of each feed's ledger before and after. */
export async function getBulkReplayProof(
  { params }: Asked<typeof operations.getBulkReplayProof>,
  { bulkReplays }: GetBulkReplayProofPorts,
): Promise<Result<BulkReplayProof, GetBulkReplayProofFailure>> {
  const id = params.bulkReplayId;
  const bulk = await bulkReplays.find(id);
  if (!bulk) return failure({ code: 'not-found', id });
  const proof = await bulkReplays.proof(id);
  return proof
    ? success(proof)
    : failure({ code: 'bulk-replay-not-finished', id, state: bulk.state });
}
