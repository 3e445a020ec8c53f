import type { RunContext, RunSource } from '../../run/run-context.ts';
import { BodyDamaged, verifiedBlocks, type BlockDigests } from '../decode-rows/block-digests.ts';
import { readBatches, type RawBatch } from '../decode-rows/read-batches.ts';
import type { RowSelection } from '../map-rows/map-rows.ts';
import type { Poster } from './poster.ts';

export interface PostingPlan<Prepared> {
  readonly source: RunSource;
  readonly digests: BlockDigests;
  readonly poster: Poster<Prepared>;
  /** Which rows the run is about; those behind the checkpoint are left out by themselves. */
  readonly isSelected: RowSelection;
}

/**
 * Reads the file a second time and posts it, batch by batch, from behind the checkpoint. While one batch is being written the
 * next one is decoded, mapped, judged and, where possible, settled. Returns whether it came to the end or was asked to stop between two batches.
 */
export async function postRows<Prepared>(
  context: RunContext,
  plan: PostingPlan<Prepared>,
): Promise<'finished' | 'cancelled'> {
  const { ports, keeper, bundle } = context;
  const { settings, buckets } = ports;
  const opened = await buckets.open(plan.source.ref, { ifMatch: plan.source.etag });
  if (opened.outcome !== 'opened')
    throw new BodyDamaged('The object is gone since it was inspected');
  const blocks = verifiedBlocks(opened.body, plan.digests);
  const limits = { rows: settings.batchRows, bytes: settings.batchBytes };
  const settled = context.progress.rowNo;
  const isOpen: RowSelection = (rowNo) => rowNo > settled && plan.isSelected(rowNo);
  let writing: Promise<void> = Promise.resolve();
  let outcome: 'finished' | 'cancelled' = 'finished';
  try {
    for await (const batch of timed(context, readBatches(bundle.format, blocks, limits))) {
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
