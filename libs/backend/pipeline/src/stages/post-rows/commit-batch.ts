import type { Nouns, Progress } from '@waybill/store';
import { LeaseLost } from '../../run/lease-keeper.ts';
import type { RunContext } from '../../run/run-context.ts';
import type { RawBatch } from '../decode-rows/read-batches.ts';
import type { FailedRows } from './failed-rows.ts';
import { progressNotes } from './progress-notes.ts';
import { rowErrorOf } from './row-errors.ts';
import { addCounts, type Settlement } from './settlement.ts';

/** Some transaction of the batch is booked already. Nothing was written. */
export class GateClosed extends Error {
  override readonly name = 'GateClosed';
}

/**
 * Writes everything one batch leads to, and the checkpoint, in one transaction that starts with the fence: a worker that lost
 * its lease writes nothing, and a checkpoint never says more or less than what is booked.
 *
 * `work` writes what is particular to the document type. @throws LeaseLost, GateClosed
 */
export async function commitBatch(
  context: RunContext,
  batch: RawBatch,
  settlement: Settlement,
  failed: FailedRows,
  work: (tx: Nouns) => Promise<void>,
): Promise<void> {
  const { ports, lease, claimed, checkpoint } = context;
  const progress = advanced(context.progress, batch, settlement);
  const notes = progressNotes(context, progress, settlement.bad);
  const mark = checkpoint.of(progress, notes);
  const at = ports.clock.now();
  const isDry = claimed.kind === 'plan';
  const errors = settlement.bad
    .filter(({ row }) => !failed.has(row.record.rowNo))
    .map((bad) => rowErrorOf(bad, context.bundle.format, batch.window));
  const repaired = settlement.outcomes
    .filter(
      ({ rowNo, outcome }) => outcome !== 'rejected' && outcome !== 'conflict' && failed.has(rowNo),
    )
    .map(({ rowNo }) => rowNo);
  await ports.db.transaction(async (tx) => {
    if (!(await mark.advance(tx))) throw new LeaseLost(`Fenced off from ${lease.runId}`);
    if (!isDry) await work(tx);
    // Of a plan too: its rows say which ones would be a conflict.
    await checkpoint.keepRows(tx, settlement.outcomes);
    if (!isDry) {
      if (errors.length > 0) await tx.rowErrors.insert(lease.runNo, errors, at);
      if (repaired.length > 0) await failed.markReplayed(tx, repaired);
    }
    if (claimed.kind !== 'file')
      await tx.replays.addEffects(lease.runId, settlement.effects, settlement.memberDeltas);
    await mark.tell(tx);
    await ports.crashPoints.reach('CP6');
  });
  await ports.crashPoints.reach('CP7');
  context.progress = progress;
}

function advanced(progress: Progress, { records }: RawBatch, settlement: Settlement): Progress {
  return {
    rowNo: records.at(-1)?.rowNo ?? progress.rowNo,
    counts: addCounts(progress.counts, settlement.counts),
    pointsAccrued: progress.pointsAccrued + settlement.pointsAccrued,
    pointsReversed: progress.pointsReversed + settlement.pointsReversed,
  };
}
