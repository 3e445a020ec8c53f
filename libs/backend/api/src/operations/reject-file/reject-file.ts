import type { FileState, InboundFile, operations } from '@waybill/contracts';
import { deed, failure, fileFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Transactor } from '../../transactor.ts';

export type RejectFileFailure =
  { code: 'not-found'; id: string } | { code: 'file-not-rejectable'; id: string; state: FileState };

export interface RejectFilePorts {
  database: Transactor<'files' | 'audit'>;
  clock: Clock;
}

/** Decides that a file is never processed. Its bytes stay where they are, so that the decision can be taken back for a while. */
export async function rejectFile(
  asked: Asked<typeof operations.rejectFile>,
  { database, clock }: RejectFilePorts,
): Promise<Result<InboundFile, RejectFileFailure>> {
  const { body, caller, params } = asked;
  const id = params.fileId;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const before = await tx.files.find(id, caller.partner);
    if (!before) return failure({ code: 'not-found', id });
    const isRejected = await tx.files.reject(id, at);
    const file = (await tx.files.find(id, caller.partner)) ?? before;
    if (!isRejected) return failure({ code: 'file-not-rejectable', id, state: file.state });
    const detail = { from: before.state, reason: body.reason };
    await tx.audit.append(deed(asked, at, 'file.rejected', `file:${id}`, detail));
    return success(fileFor(caller, file));
  });
}
