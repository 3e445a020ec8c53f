import type { ReplayEffects } from '@waybill/contracts';
import type { ReplayEffectTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';

export const noEffects: ReplayEffects = {
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
  return row === undefined ? noEffects : effectsIn(row);
}

/** The effects of several runs, by the run's number. */
export async function effectsByRun(
  { db, dialect }: Session,
  runNos: readonly number[],
): Promise<ReadonlyMap<number, ReplayEffects>> {
  if (runNos.length === 0) return new Map();
  const rows = await db
    .selectFrom('replay_effect')
    .selectAll()
    .where(among(dialect, 'run_no', runNos))
    .execute();
  return new Map(rows.map((row) => [row.run_no, effectsIn(row)]));
}

function effectsIn(row: ReplayEffectTable): ReplayEffects {
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

export function sameEffects(a: ReplayEffects, b: ReplayEffects): boolean {
  const keys = Object.keys(a) as (keyof ReplayEffects)[];
  return keys.every((key) => a[key] === b[key]);
}
