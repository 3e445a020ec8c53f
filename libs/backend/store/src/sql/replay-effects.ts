import type { ReplayEffects } from '@waybill/contracts';
import type { Session } from '../session.ts';

const noEffects: ReplayEffects = {
  inserted: 0,
  unchanged: 0,
  reversed: 0,
  conflict: 0,
  rejected: 0,
  skipped: 0,
  pointsDelta: 0,
};

/** What the run with this number found or did; nothing when it never wrote a batch. */
export async function effectsOf({ db }: Session, runNo: number): Promise<ReplayEffects> {
  const row = await db
    .selectFrom('replay_effect')
    .selectAll()
    .where('run_no', '=', runNo)
    .executeTakeFirst();
  if (row === undefined) return noEffects;
  const { inserted, unchanged, reversed, conflict, rejected, skipped } = row;
  return {
    inserted,
    unchanged,
    reversed,
    conflict,
    rejected,
    skipped,
    pointsDelta: row.points_delta,
  };
}
