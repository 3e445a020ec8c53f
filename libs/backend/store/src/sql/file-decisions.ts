import { undecidedFileStates } from '@waybill/contracts';
import { columnTime } from '../column-time.ts';
import type { Session } from '../session.ts';

export async function rejectFile({ db }: Session, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbound_file')
    // MySQL assigns from left to right: the state that was has to be kept before it is changed.
    .set((eb) => ({ rejected_from: eb.ref('state'), rejected_at: columnTime(at) }))
    .set({ state: 'rejected' })
    .where('id', '=', id)
    .where('state', 'in', [...undecidedFileStates])
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export async function reopenFile({ db }: Session, id: string, since: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbound_file')
    .set((eb) => ({ state: eb.fn.coalesce('rejected_from', eb.val('unassigned')) }))
    .set({ rejected_from: null, rejected_at: null })
    .where('id', '=', id)
    .where('state', '=', 'rejected')
    .where('rejected_at', '>=', columnTime(since))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
