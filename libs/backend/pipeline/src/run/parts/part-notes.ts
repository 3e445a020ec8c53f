import type { Nouns } from '@waybill/store';
import type { RunContext } from '../run-context.ts';
import { runEvent } from '../run-events.ts';
import { totalOf } from './total.ts';

const milestones = 10;

/** Tells when another tenth of the parts is done, in the transaction that ends one of them. */
export async function noteProgress(
  context: RunContext,
  tx: Pick<Nouns, 'runParts' | 'runs'>,
): Promise<void> {
  const { lease, claimed } = context;
  const parts = await tx.runParts.list(lease.runNo);
  const done = parts.filter(({ state }) => state === 'done').length;
  const tenths = (count: number) => Math.floor((count * milestones) / parts.length);
  if (tenths(done) === tenths(done - 1)) return;
  const { counts } = totalOf(parts);
  const rows = `${String(counts.read)} of ${String(claimed.rowsTotal ?? counts.read)} rows`;
  const attention = `${String(counts.rejected + counts.conflict)} need attention`;
  const message = `${String(done)} of ${String(parts.length)} parts are done: ${rows}, ${attention}.`;
  await tx.runs.addEvents(lease.runNo, [runEvent(context, 'post', 'info', 'PROGRESS', message)]);
}
