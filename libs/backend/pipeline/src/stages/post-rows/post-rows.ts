import type { RunContext } from '../../run/run-context.ts';
import type { RawBatch } from '../decode-rows/read-batches.ts';
import type { RowSelection } from '../map-rows/map-rows.ts';
import type { Poster } from './poster.ts';

export interface PostingPlan<Prepared> {
  /** Of the file, or of a part of it, read for this posting. */
  readonly batches: AsyncGenerator<RawBatch>;
  readonly poster: Poster<Prepared>;
  /** Which rows the run is about; those behind the checkpoint are left out by themselves. */
  readonly isSelected: RowSelection;
}

/**
 * Posts what is read of a file that was inspected, batch by batch, from behind the checkpoint. While one batch is being written the
 * next one is decoded, mapped, judged and, where possible, settled. Returns whether it came to the end or was asked to stop between two batches.
 */
export async function postRows<Prepared>(
  context: RunContext,
  plan: PostingPlan<Prepared>,
): Promise<'finished' | 'cancelled'> {
  const { ports, keeper } = context;
  const settled = context.progress.rowNo;
  const isOpen: RowSelection = (rowNo) => rowNo > settled && plan.isSelected(rowNo);
  let writing: Promise<void> = Promise.resolve();
  let outcome: 'finished' | 'cancelled' = 'finished';
  try {
    for await (const batch of timed(context, plan.batches)) {
      const prepared = await plan.poster.prepare(batch, isOpen);
      await writing;
      await ports.crashPoints.reach('CP8');
      keeper.assertGoingOn();
      if (keeper.cancelRequested) {
        outcome = 'cancelled';
        break;
      }
      writing = context.stages.timeAsync('post', () => plan.poster.post(batch, prepared));
      // Awaited above or below; this only keeps an early failure from counting as unhandled.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  return outcome;
}

async function* timed(
  context: RunContext,
  batches: AsyncGenerator<RawBatch>,
): AsyncGenerator<RawBatch> {
  for (;;) {
    const started = performance.now();
    const next = await batches.next();
    context.stages.add('decode', performance.now() - started);
    if (next.done === true) return;
    yield next.value;
  }
}
