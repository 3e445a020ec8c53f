import { exportLists, exportResult, isGranted } from '@waybill/contracts';
import type { Caller, ExportResult, JobState, operations, ResponseOf } from '@waybill/contracts';
import { deed, failure, mayReadPayload, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore, JobStore } from '@waybill/store';
import type { ApiSettings } from '../../hub.ts';
import { jobViewer } from '../../job-viewer.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createExportUrl;

export type CreateExportUrlFailure =
  | { code: 'not-found' | 'export-expired' | 'export-forbidden'; id: string }
  | { code: 'export-not-ready'; id: string; state: JobState };

export interface CreateExportUrlPorts {
  database: Transactor<'audit'> & { jobs: Pick<JobStore, 'find'> };
  buckets: Pick<BucketStore, 'head' | 'presignGet'>;
  clock: Clock;
  settings: Pick<ApiSettings, 'exportsBucket' | 'downloadUrlTtlS'>;
}

/** An address of an exported file, good for minutes, for whoever may still see what is in it. Who asked is kept. */
export async function createExportUrl(
  asked: Asked<Operation>,
  { buckets, clock, database, settings }: CreateExportUrlPorts,
): Promise<Result<ResponseOf<Operation>, CreateExportUrlFailure>> {
  const { caller, params } = asked;
  const id = params.jobId;
  const job = await database.jobs.find(id, jobViewer(caller));
  if (job?.kind !== 'export') return failure({ code: 'not-found', id });
  if (job.state !== 'succeeded') return failure({ code: 'export-not-ready', id, state: job.state });
  const result = exportResult.parse(job.result);
  if (!maySee(caller, result)) return failure({ code: 'export-forbidden', id });
  const ref = { bucket: settings.exportsBucket, key: result.key };
  if (!(await buckets.head(ref))) return failure({ code: 'export-expired', id });

  const { fileName, list, rows } = result;
  const at = clock.now();
  const expiresInS = settings.downloadUrlTtlS;
  const url = await buckets.presignGet(ref, { expiresInS, filename: fileName });
  await database.transaction((tx) =>
    tx.audit.append(deed(asked, at, 'export.download-url-created', `job:${id}`, { list, rows })),
  );
  const expiresAt = new Date(at.getTime() + expiresInS * 1000).toISOString();
  return success({ url, fileName, expiresAt });
}

/** Rights may have been taken away since the file was written. */
function maySee(caller: Caller, { isMasked, list }: ExportResult): boolean {
  return isGranted(caller, exportLists[list].permission) && (isMasked || mayReadPayload(caller));
}
