import type { LedgerChecksum, Replay } from '@waybill/contracts';
import { columnTime, instant } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { ReplayStore } from '../nouns/replays.ts';
import type { Session } from '../session.ts';
import { inKeyOrder } from './key-order.ts';
import { findPlan } from './replay-plans.ts';
import { proofOf } from './replay-proof.ts';

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
    start: (plan) => session.atomically((tx) => start(tx, plan)),

    find: async (id, tenant) => {
      let query = replayRows(session).where('replay.id', '=', id);
      if (tenant !== null) query = query.where('partner.id', '=', tenant);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : replayOf(row);
    },

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

async function start({ db }: Session, plan: Parameters<ReplayStore['start']>[0]): Promise<boolean> {
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
  if (numUpdatedRows === 0n) return false;
  const { no } = await db
    .selectFrom('replay_plan')
    .select('no')
    .where('id', '=', plan.planId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('replay')
    .values({
      id: plan.replayId,
      plan_no: no,
      run_id: plan.runId,
      reason: plan.reason,
      requested_by: plan.requestedBy,
      created_at: columnTime(plan.at),
    })
    .execute();
  return true;
}

function replayRows({ db }: Session) {
  return db
    .selectFrom('replay')
    .innerJoin('replay_plan', 'replay_plan.no', 'replay.plan_no')
    .innerJoin('run as original', 'original.no', 'replay_plan.original_run_no')
    .innerJoin('run', 'run.id', 'replay.run_id')
    .innerJoin('partner', 'partner.no', 'original.partner_no')
    .selectAll('replay')
    .select(['replay_plan.id as plan_id', 'original.id as original_id', 'run.state as state']);
}

function replayOf(
  row: Awaited<ReturnType<ReturnType<typeof replayRows>['execute']>>[number],
): Replay {
  return {
    id: row.id,
    plan: row.plan_id,
    originalRun: row.original_id,
    run: row.run_id,
    state: row.state as Replay['state'],
    reason: row.reason,
    requestedBy: row.requested_by,
    createdAt: instant(row.created_at),
  };
}
