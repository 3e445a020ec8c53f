import { reopenFileDays } from '@waybill/contracts';
import type { FileState, InboundFile, operations } from '@waybill/contracts';
import { deed, failure, fileFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Transactor } from '../../transactor.ts';

export type ReopenFileFailure =
  { code: 'not-found'; id: string } | { code: 'file-not-reopenable'; id: string; state: FileState };

export interface ReopenFilePorts {
  database: Transactor<'files' | 'audit'>;
  clock: Clock;
}

const msPerDay = 86_400_000;

/** Takes a rejection back: the file waits for a decision again, as it did before. */
export async function reopenFile(
  asked: Asked<typeof operations.reopenFile>,
  { database, clock }: ReopenFilePorts,
): Promise<Result<InboundFile, ReopenFileFailure>> {
  const { body, caller, params } = asked;
  const id = params.fileId;
  const at = clock.now();
  const since = new Date(at.getTime() - reopenFileDays * msPerDay);
  return database.transaction(async (tx) => {
    const before = await tx.files.find(id, caller.partner);
    if (!before) return failure({ code: 'not-found', id });
    const isReopened = await tx.files.reopen(id, since);
    const file = (await tx.files.find(id, caller.partner)) ?? before;
    if (!isReopened) return failure({ code: 'file-not-reopenable', id, state: file.state });
    const { reason } = body;
    await tx.audit.append(deed(asked, at, 'file.reopened', `file:${id}`, { reason }));
    return success(fileFor(caller, file));
  });
}
