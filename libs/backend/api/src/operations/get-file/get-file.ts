import type { operations, InboundFile } from '@waybill/contracts';
import { failure, fileFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FileStore } from '@waybill/store';

export interface GetFileFailure {
  code: 'not-found';
  id: string;
}

export interface GetFilePorts {
  files: Pick<FileStore, 'find'>;
}

/** One inbound file. */
export async function getFile(
  { params, caller }: Asked<typeof operations.getFile>,
  { files }: GetFilePorts,
): Promise<Result<InboundFile, GetFileFailure>> {
  const found = await files.find(params.fileId, caller.partner);
  return found
    ? success(fileFor(caller, found))
    : failure({ code: 'not-found', id: params.fileId });
}
