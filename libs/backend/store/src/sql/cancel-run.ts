import { columnTime } from '../column-time.ts';
import type { RunStore } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { addEvents } from './run-events.ts';

type Wish = Parameters<RunStore['requestCancel']>[1];

/** Whoever asks first is kept; asking again changes nothing. */
export async function requestCancel(
  tx: Session,
  runId: string,
  { by, reason, at }: Wish,
): Promise<boolean> {
  const run = await tx.dialect
    .forUpdate(tx.db.selectFrom('run').select(['no', 'attempt', 'cancel_requested']))
    .where('id', '=', runId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  if (run === undefined) return false;
  if (run.cancel_requested === 1) return true;
  await tx.db
    .updateTable('run')
    .set({
      cancel_requested: 1,
      cancel_at: columnTime(at),
      cancelled_by: by,
      cancel_reason: reason,
    })
    .where('no', '=', run.no)
    .execute();
  await addEvents(tx, run.no, [
    {
      at: at.toISOString(),
      attempt: run.attempt,
      stage: null,
      level: 'warning',
      code: 'CANCEL_REQUESTED',
      message: `${by} asked to cancel: ${reason}`,
    },
  ]);
  return true;
}
