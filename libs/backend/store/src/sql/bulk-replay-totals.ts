import {
  bulkReplayRunStates,
  type BulkReplayRunState,
  type ReplayEffects,
} from '@waybill/contracts';
import type { Session } from '../session.ts';

export async function runsByState(
  { db }: Session,
  planNo: number,
): Promise<{ runs: Record<BulkReplayRunState, number>; total: number }> {
  const rows = await db
    .selectFrom('bulk_replay_run')
    .select((eb) => ['state', eb.fn.countAll().as('runs')])
    .where('plan_no', '=', planNo)
    .groupBy('state')
    .execute();
  const known = new Map(rows.map(({ state, runs }) => [state, Number(runs)]));
  const runs = Object.fromEntries(
    bulkReplayRunStates.map((state) => [state, known.get(state) ?? 0]),
  ) as Record<BulkReplayRunState, number>;
  return { runs, total: Object.values(runs).reduce((sum, count) => sum + count, 0) };
}

/**
 * What the runs of a bulk plan are to do or have done, added up: `planned` over all that are planned, `replayed` the plans of those
 * that were replayed, `actual` what these did.
 */
export async function totalEffects(
  { db }: Session,
  planNo: number,
  which: 'planned' | 'replayed' | 'actual',
): Promise<ReplayEffects> {
  const members = db.selectFrom('bulk_replay_run').where('bulk_replay_run.plan_no', '=', planNo);
  const ofReplays = members
    .innerJoin('replay', 'replay.no', 'bulk_replay_run.replay_no')
    .innerJoin('run', 'run.id', 'replay.run_id')
    .select('run.no');
  const plans = members
    .innerJoin('replay_plan', 'replay_plan.no', 'bulk_replay_run.replay_plan_no')
    .innerJoin('run', 'run.id', 'replay_plan.plan_run_id')
    .select('run.no');
  const replayed = plans.where('bulk_replay_run.replay_no', 'is not', null);
  const runNos = { planned: plans, replayed, actual: ofReplays }[which];
  const row = await db
    .selectFrom('replay_effect')
    .select(({ fn }) => [
      fn.sum('inserted').as('inserted'),
      fn.sum('unchanged').as('unchanged'),
      fn.sum('reversed').as('reversed'),
      fn.sum('conflict').as('conflict'),
      fn.sum('rejected').as('rejected'),
      fn.sum('skipped').as('skipped'),
      fn.sum('points_delta').as('pointsDelta'),
    ])
    .where('run_no', 'in', runNos)
    .executeTakeFirstOrThrow();
  return {
    inserted: Number(row.inserted ?? 0),
    unchanged: Number(row.unchanged ?? 0),
    reversed: Number(row.reversed ?? 0),
    conflict: Number(row.conflict ?? 0),
    rejected: Number(row.rejected ?? 0),
    skipped: Number(row.skipped ?? 0),
    pointsDelta: Number(row.pointsDelta ?? 0),
  };
}
