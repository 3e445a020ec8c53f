import type { BulkReplayProblem } from '@waybill/contracts';
import { sql } from 'kysely';
import { columnTime } from '../column-time.ts';
import type { BulkReplayStore } from '../nouns/bulk-replays.ts';
import type { Session } from '../session.ts';
import { findBulkReplay, listBulkReplays } from './bulk-replay-list.ts';
import { countSelected, findBulkPlan, insertPlan } from './bulk-replay-plans.ts';
import { bulkProofOf } from './bulk-replay-proof.ts';
import { nextToPlan, nextToReplay, runsOfPlan } from './bulk-replay-runs.ts';
import { ledgerIn } from './ledger.ts';

const active = ['canary', 'waiting', 'running'] as const;

export function bulkReplaysIn(session: Session): BulkReplayStore {
  return {
    count: (selection, tenant) => countSelected(session, selection, tenant),
    insertPlan: (plan, tenant) => session.atomically((tx) => insertPlan(tx, plan, tenant)),
    findPlan: (id, now) => findBulkPlan(session, id, now),
    runs: (planId, query) => runsOfPlan(session, planId, query),

    nextToPlan: (planId) => nextToPlan(session, planId),
    planning: (planId, position, replayPlanId) => planning(session, planId, position, replayPlanId),
    planned: async (planId, position, problem) => {
      const state = problem === null ? 'planned' : 'refused';
      await memberOf(session, await planNo(session, planId), position)
        .set({ state, problem: textOf(problem) })
        .execute();
    },
    ready: async (planId, expiresAt) => {
      await session.db
        .updateTable('bulk_replay_plan')
        .set({ state: 'ready', expires_at: columnTime(expiresAt) })
        .where('id', '=', planId)
        .where('state', '=', 'computing')
        .execute();
    },

    start: (bulk) => session.atomically((tx) => start(tx, bulk)),
    find: (id) => findBulkReplay(session, id),
    list: (page) => listBulkReplays(session, page),
    nextToReplay: (id) => nextToReplay(session, id),
    replaying: (id, position, replayId) => replaying(session, id, position, replayId),
    replayed: async (id, position, state, problem) => {
      const { plan_no: plan } = await bulkRow(session, id);
      await memberOf(session, plan, position)
        .set({ state, problem: textOf(problem) })
        .execute();
    },
    move: async (id, from, to, jobId) => {
      const { numUpdatedRows } = await session.db
        .updateTable('bulk_replay')
        .set({ state: to, ...(jobId === undefined ? {} : { job_id: jobId }) })
        .where('id', '=', id)
        .where('state', 'in', [...from])
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    end: (id, state, problem, at) => session.atomically((tx) => end(tx, id, state, problem, at)),
    proof: (id) => bulkProofOf(session, id),
  };
}

async function planning(
  session: Session,
  planId: string,
  position: number,
  replayPlanId: string,
): Promise<void> {
  const { no } = await session.db
    .selectFrom('replay_plan')
    .select('no')
    .where('id', '=', replayPlanId)
    .executeTakeFirstOrThrow();
  await memberOf(session, await planNo(session, planId), position)
    .set({ state: 'planning', replay_plan_no: no })
    .execute();
}

async function start(
  session: Session,
  bulk: Parameters<BulkReplayStore['start']>[0],
): Promise<boolean> {
  const { db } = session;
  const { numUpdatedRows } = await db
    .updateTable('bulk_replay_plan')
    .set({ used_by: bulk.id })
    .where('id', '=', bulk.planId)
    .where('used_by', 'is', null)
    .where('state', '=', 'ready')
    .where('expires_at', '>', columnTime(bulk.at))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  const plan = await db
    .selectFrom('bulk_replay_plan')
    .select(['no', 'canary'])
    .where('id', '=', bulk.planId)
    .executeTakeFirstOrThrow();
  await chooseCanary(session, plan);
  await db
    .insertInto('bulk_replay')
    .values({
      id: bulk.id,
      plan_no: plan.no,
      state: 'canary',
      after_canary: bulk.afterCanary,
      rejected_percent_max: bulk.limits.rejectedPercent,
      points_max: bulk.limits.points,
      problem: null,
      job_id: bulk.jobId,
      reason: bulk.reason,
      requested_by: bulk.requestedBy,
      created_at: columnTime(bulk.at),
    })
    .execute();
  return true;
}

/** Runs that are going to change something, since one that changes nothing proves nothing; of these the cleanest and smallest. */
async function chooseCanary(
  { db }: Session,
  { no, canary }: { no: number; canary: number },
): Promise<void> {
  const chosen = await db
    .selectFrom('bulk_replay_run')
    .innerJoin('replay_plan', 'replay_plan.no', 'bulk_replay_run.replay_plan_no')
    .innerJoin('run', 'run.id', 'replay_plan.plan_run_id')
    .leftJoin('replay_effect', 'replay_effect.run_no', 'run.no')
    .select('bulk_replay_run.position')
    .where('bulk_replay_run.plan_no', '=', no)
    .where('bulk_replay_run.state', '=', 'planned')
    .orderBy(
      sql`case when coalesce(replay_effect.inserted + replay_effect.reversed, 0) > 0 then 0 else 1 end`,
    )
    .orderBy(sql`case when replay_effect.rejected + replay_effect.conflict > 0 then 1 else 0 end`)
    .orderBy('run.rows_read')
    .orderBy('bulk_replay_run.position')
    .limit(canary)
    .execute();
  if (chosen.length === 0) return;
  await db
    .updateTable('bulk_replay_run')
    .set({ is_canary: 1 })
    .where('plan_no', '=', no)
    .where(
      'position',
      'in',
      chosen.map(({ position }) => position),
    )
    .execute();
}

async function replaying(
  session: Session,
  id: string,
  position: number,
  replayId: string,
): Promise<void> {
  const { db } = session;
  const bulk = await bulkRow(session, id);
  const replay = await db
    .selectFrom('replay')
    .select(['no', 'feed_no'])
    .where('id', '=', replayId)
    .executeTakeFirstOrThrow();
  await db.updateTable('replay').set({ bulk_no: bulk.no }).where('no', '=', replay.no).execute();
  await memberOf(session, bulk.plan_no, position)
    .set({ state: 'replaying', replay_no: replay.no })
    .execute();
  const known = await db
    .selectFrom('bulk_replay_feed')
    .select('feed_no')
    .where('bulk_no', '=', bulk.no)
    .where('feed_no', '=', replay.feed_no)
    .executeTakeFirst();
  if (known !== undefined) return;
  const before = JSON.stringify(await ledgerIn(session).checksum(replay.feed_no));
  await db
    .insertInto('bulk_replay_feed')
    .values({ bulk_no: bulk.no, feed_no: replay.feed_no, checksum_before: before })
    .execute();
}

async function end(
  session: Session,
  id: string,
  state: string,
  problem: BulkReplayProblem | null,
  at: Date,
): Promise<boolean> {
  const { db } = session;
  const { numUpdatedRows } = await db
    .updateTable('bulk_replay')
    .set({ state, problem: textOf(problem), finished_at: columnTime(at) })
    .where('id', '=', id)
    .where('state', 'in', [...active])
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  const { no } = await bulkRow(session, id);
  const feeds = await db
    .selectFrom('bulk_replay_feed')
    .select('feed_no')
    .where('bulk_no', '=', no)
    .execute();
  for (const { feed_no: feedNo } of feeds) {
    await db
      .updateTable('bulk_replay_feed')
      .set({ checksum_after: JSON.stringify(await ledgerIn(session).checksum(feedNo)) })
      .where('bulk_no', '=', no)
      .where('feed_no', '=', feedNo)
      .execute();
  }
  return true;
}

function memberOf({ db }: Session, plan: number, position: number) {
  return db
    .updateTable('bulk_replay_run')
    .where('plan_no', '=', plan)
    .where('position', '=', position);
}

async function planNo({ db }: Session, planId: string): Promise<number> {
  const { no } = await db
    .selectFrom('bulk_replay_plan')
    .select('no')
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  return no;
}

function bulkRow({ db }: Session, id: string): Promise<{ no: number; plan_no: number }> {
  return db
    .selectFrom('bulk_replay')
    .select(['no', 'plan_no'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

function textOf(problem: BulkReplayProblem | null): string | null {
  return problem === null ? null : JSON.stringify(problem);
}
