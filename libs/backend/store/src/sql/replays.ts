import type { LedgerChecksum } from '@waybill/contracts';
import { columnTime } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { ReplayStore } from '../nouns/replays.ts';
import type { Session } from '../session.ts';
import { inKeyOrder } from './key-order.ts';
import { findReplay, listReplays, statsOfReplays } from './replay-list.ts';
import { findPlan } from './replay-plans.ts';
import { proofOf } from './replay-proof.ts';
import { rowsOfRun } from './run-rows.ts';

const addUp = bulkWriter({
  table: 'replay_effect',
  columns: [
    'run_no',
    'inserted',
    'unchanged',
    'reversed',
    'conflict',
    'rejected',
    'skipped',
    'points_delta',
  ],
  onConflict: {
    key: ['run_no'],
    add: ['inserted', 'unchanged', 'reversed', 'conflict', 'rejected', 'skipped', 'points_delta'],
  },
});
const addMovements = bulkWriter({
  table: 'replay_movement',
  columns: ['run_no', 'member_no', 'points_delta'],
  onConflict: { key: ['run_no', 'member_no'], add: ['points_delta'] },
});

export function replaysIn(session: Session): ReplayStore {
  const { db } = session;
  return {
    insertPlan: async (plan) => {
      const { no } = await db
        .selectFrom('run')
        .select('no')
        .where('id', '=', plan.originalRunId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('replay_plan')
        .values({
          id: plan.id,
          original_run_no: no,
          plan_run_id: plan.planRunId,
          rows_scope: plan.rows,
          rules: plan.rules,
          bundle_id: plan.bundleId,
          created_at: columnTime(plan.at),
          expires_at: columnTime(plan.expiresAt),
        })
        .execute();
    },

    addEffects: async (runId, effects, memberDeltas) => {
      const { no } = await db
        .selectFrom('run')
        .select('no')
        .where('id', '=', runId)
        .executeTakeFirstOrThrow();
      const { inserted, unchanged, reversed, conflict, rejected, skipped, pointsDelta } = effects;
      await addUp(session, [
        [no, inserted, unchanged, reversed, conflict, rejected, skipped, pointsDelta],
      ]);
      const movements = [...memberDeltas]
        .filter(([, points]) => points !== 0)
        .sort(([a], [b]) => inKeyOrder(a, b))
        .map(([memberNo, points]) => [no, memberNo, points]);
      await addMovements(session, movements);
    },

    findPlan: (id, tenant, now) => findPlan(session, id, tenant, now),
    planRows: async (planId, query) => {
      const plan = await db
        .selectFrom('replay_plan')
        .select('plan_run_id')
        .where('id', '=', planId)
        .executeTakeFirst();
      return rowsOfRun(session, plan?.plan_run_id ?? '', query);
    },
    start: (plan) => session.atomically((tx) => start(tx, plan)),

    find: (id, tenant) => findReplay(session, id, tenant),
    list: (query, tenant) => listReplays(session, query, tenant),
    stats: (filter, tenant) => statsOfReplays(session, filter, tenant),

    recordChecksum: async (runId, when, checksum: LedgerChecksum) => {
      const text = JSON.stringify(checksum);
      await db
        .updateTable('replay')
        .set(when === 'before' ? { checksum_before: text } : { checksum_after: text })
        .where('run_id', '=', runId)
        .execute();
    },

    proof: (id, tenant) => proofOf(session, id, tenant),
  };
}

async function start(
  { db }: Session,
  plan: Parameters<ReplayStore['start']>[0],
): ReturnType<ReplayStore['start']> {
  const { numUpdatedRows } = await db
    .updateTable('replay_plan')
    .set({ used_by: plan.replayId })
    .where('id', '=', plan.planId)
    .where('used_by', 'is', null)
    .where('expires_at', '>', columnTime(plan.at))
    .where('plan_run_id', 'in', (eb) =>
      eb.selectFrom('run').select('run.id').where('run.state', 'in', ['succeeded', 'partial']),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return null;
  const used = await db
    .selectFrom('replay_plan')
    .innerJoin('run', 'run.no', 'replay_plan.original_run_no')
    .select(['replay_plan.no', 'replay_plan.bundle_id', 'replay_plan.rows_scope'])
    .select(['run.no as run_no', 'run.partner_no', 'run.feed_no'])
    .where('replay_plan.id', '=', plan.planId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('replay')
    .values({
      id: plan.replayId,
      plan_no: used.no,
      run_id: plan.runId,
      reason: plan.reason,
      requested_by: plan.requestedBy,
      created_at: columnTime(plan.at),
      partner_no: used.partner_no,
      feed_no: used.feed_no,
      original_run_no: used.run_no,
      bulk_no: null,
    })
    .execute();
  return { bundleId: used.bundle_id, rows: used.rows_scope as 'all' | 'failed' };
}
