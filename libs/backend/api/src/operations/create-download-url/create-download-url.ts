import type { operations, ResponseOf } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore, FileStore } from '@waybill/store';
import { findBytes } from '../../file-bytes.ts';
import type { ApiSettings } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createDownloadUrl;

export interface CreateDownloadUrlFailure {
  code: 'not-found' | 'file-gone';
  id: string;
}

export interface CreateDownloadUrlPorts {
  database: Transactor<'audit'> & { files: Pick<FileStore, 'find' | 'get'> };
  buckets: Pick<BucketStore, 'head' | 'presignGet'>;
  clock: Clock;
  settings: Pick<ApiSettings, 'downloadUrlTtlS'>;
}

/** An address of the original bytes, good for minutes. Who asked and why is kept before it is given out. */
export async function createDownloadUrl(
  asked: Asked<Operation>,
  { buckets, clock, database, settings }: CreateDownloadUrlPorts,
): Promise<Result<ResponseOf<Operation>, CreateDownloadUrlFailure>> {
  const { body, caller, params } = asked;
  const id = params.fileId;
  const [file, record] = await Promise.all([
    database.files.find(id, caller.partner),
    database.files.get(id),
  ]);
  if (!file || !record) return failure({ code: 'not-found', id });
  const bytes = await findBytes(buckets, record);
  if (!bytes) return failure({ code: 'file-gone', id });

  const at = clock.now();
  const expiresInS = settings.downloadUrlTtlS;
  const url = await buckets.presignGet(bytes, { expiresInS, filename: file.name });
  const { reason } = body;
  await database.transaction((tx) =>
    tx.audit.append(deed(asked, at, 'file.download-url-created', `file:${id}`, { reason })),
  );
  return success({ url, expiresAt: new Date(at.getTime() + expiresInS * 1000).toISOString() });
}
