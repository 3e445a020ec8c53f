import { exportDaysKept, type ExportRequest, type ExportResult } from '@waybill/contracts';
import { mayReadPayload } from '@waybill/kit';
import { listEverything, type JobEnd, type ObjectRef } from '@waybill/store';
import type { PipelinePorts } from '../../ports.ts';
import { LeaseLost } from '../../run/lease-keeper.ts';
import type { JobKind, JobWork } from '../job-kind.ts';
import { csvBytes, Tally } from './csv-bytes.ts';

const msPerDay = 86_400_000;

/**
 * Writes a list to the bucket of exports. Half a file is worth nothing, so each attempt begins anew under a key of its own, after
 * removing what attempts before it left: in the end there is exactly one file, and it is the one the job names.
 */
export const exportList: JobKind = {
  async run(work: JobWork): Promise<JobEnd> {
    const { job, ports } = work;
    const { jobId, attempt } = job.lease;
    const { buckets, clock, settings } = ports;
    // Parsed when it was asked for, and stored by us.
    const request = job.request as unknown as ExportRequest;
    await removeAll(ports, `${jobId}/`);
    const ref = { bucket: settings.exportsBucket, key: `${jobId}/${String(attempt)}.csv` };
    const tally = new Tally();
    await buckets.put(ref, csvBytes(work, request, tally), {
      contentType: 'text/csv; charset=utf-8',
    });
    await ports.crashPoints.reach('CP16');
    await keepOnlyIfHeld(work, ref);
    await work.step({ progress: tally.rows, total: tally.rows });
    const now = clock.now();
    const result: ExportResult = {
      list: request.list,
      fileName: `${request.list}-${now.toISOString().slice(0, 10)}.csv`,
      rows: tally.rows,
      bytes: tally.bytes,
      sha256: tally.sha256(),
      isMasked: !mayReadPayload(job.owner),
      key: ref.key,
      expiresAt: new Date(now.getTime() + exportDaysKept * msPerDay).toISOString(),
    };
    return { state: 'succeeded', result };
  },
};

/** A worker that was frozen may finish its file long after another one took the job over. */
async function keepOnlyIfHeld(work: JobWork, ref: ObjectRef): Promise<void> {
  try {
    await work.confirm();
  } catch (error) {
    if (error instanceof LeaseLost) await remove(work.ports, ref);
    throw error;
  }
}

async function removeAll(ports: PipelinePorts, prefix: string): Promise<void> {
  const bucket = ports.settings.exportsBucket;
  for await (const { key } of listEverything(ports.buckets, bucket, prefix))
    await remove(ports, { bucket, key });
}

async function remove({ buckets }: PipelinePorts, ref: ObjectRef): Promise<void> {
  const found = await buckets.head(ref);
  if (found) await buckets.deleteIfMatch(ref, found.etag);
}
