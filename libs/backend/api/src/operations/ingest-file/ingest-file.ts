import type { InboundFile, operations } from '@waybill/contracts';
import { deed, failure, fileFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { FileReception } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

export interface IngestFileFailure {
  code: 'object-absent';
  bucket: string;
  key: string;
}

export interface IngestFilePorts {
  reception: FileReception;
  database: Transactor<'files' | 'audit'>;
  clock: Clock;
}

/**
 * Takes in an object as its event would, for a file whose event was lost or that somebody wants now. Doing it twice is harmless:
 * one version of one object is one file.
 */
export async function ingestFile(
  asked: Asked<typeof operations.ingestFile>,
  { reception, database, clock }: IngestFilePorts,
): Promise<Result<InboundFile, IngestFileFailure>> {
  const { body, caller } = asked;
  const { outcome, fileId } = await reception.receive(body);
  if (fileId === null || outcome === 'missing') return failure({ code: 'object-absent', ...body });
  return database.transaction(async (tx) => {
    const file = await tx.files.find(fileId, caller.partner);
    if (!file) throw new Error(`File ${fileId} cannot be read back`);
    await tx.audit.append(
      deed(asked, clock.now(), 'file.ingest-requested', `file:${fileId}`, { outcome }),
    );
    return success(fileFor(caller, file));
  });
}
