import { exportDaysKept } from '@waybill/contracts';
import { listEverything } from '@waybill/store';
import type { PipelinePorts } from '../../ports.ts';

const msPerDay = 86_400_000;

/** Deletes the exported files whose time is over, also those that no job names; how many there were. */
export async function sweepExports({ buckets, clock, settings }: PipelinePorts): Promise<number> {
  const bucket = settings.exportsBucket;
  const before = clock.now().getTime() - exportDaysKept * msPerDay;
  let deleted = 0;
  for await (const { key, etag, lastModified } of listEverything(buckets, bucket, '')) {
    if (lastModified.getTime() >= before) continue;
    const outcome = await buckets.deleteIfMatch({ bucket, key }, etag);
    if (outcome === 'deleted') deleted += 1;
  }
  return deleted;
}
