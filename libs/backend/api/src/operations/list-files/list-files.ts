import type { operations, Page, InboundFile } from '@waybill/contracts';
import { fileFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FileStore } from '@waybill/store';

export interface ListFilesPorts {
  files: Pick<FileStore, 'list'>;
}

/** A page of files; a partner sees its own only, whatever it filters by. */
export async function listFiles(
  { query, caller }: Asked<typeof operations.listFiles>,
  { files }: ListFilesPorts,
): Promise<Result<Page<InboundFile>>> {
  const { items, next } = await files.list(query, caller.partner);
  return success({ items: items.map((item) => fileFor(caller, item)), next });
}
