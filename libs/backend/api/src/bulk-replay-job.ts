import type { Caller } from '@waybill/contracts';
import type { Nouns } from '@waybill/store';

/** Sets the job going that carries out a bulk replay from where it stands. */
export async function enqueueBulkReplay(
  tx: Pick<Nouns, 'jobs'>,
  owner: Caller,
  { id, jobId, runs, at }: { id: string; jobId: string; runs: number; at: Date },
): Promise<void> {
  await tx.jobs.enqueue({
    id: jobId,
    kind: 'bulk-replay',
    owner,
    label: `Replay of ${String(runs)} ${runs === 1 ? 'run' : 'runs'}`,
    request: { bulkReplay: id },
    total: runs,
    link: `/replays/bulk/${id}`,
    at,
  });
}
