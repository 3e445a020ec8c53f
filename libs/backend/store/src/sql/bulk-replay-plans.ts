import type { BulkReplayPlan, BulkReplayProblem } from '@waybill/contracts';
import { sql } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import type { BulkReplayStore, RunSelection } from '../nouns/bulk-replays.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { runsByState, totalEffects } from './bulk-replay-totals.ts';
import { among } from './conditions.ts';
import { shownRuns } from './run-list.ts';
import { runsCalled } from './run-names.ts';

const movementsShown = 20;

/** Another run over the same file would find the work of the first done, and look as if something had gone wrong. */
const sameFile: BulkReplayProblem = {
  code: 'same-file',
  message: 'A later run over the same file is part of the selection.',
};

export async function countSelected(
  session: Session,
  selection: RunSelection,
  tenant: Tenant,
): Promise<number> {
  const { chosen } = await selected(session, selection, tenant);
  const { runs } = await chosen
    .select((eb) => eb.fn.countAll().as('runs'))
    .executeTakeFirstOrThrow();
  return Number(runs);
}

export async function insertPlan(
  session: Session,
  plan: Parameters<BulkReplayStore['insertPlan']>[0],
  tenant: Tenant,
): Promise<void> {
  const { db } = session;
  const { insertId } = await db
    .insertInto('bulk_replay_plan')
    .values({
      id: plan.id,
      rows_scope: plan.rows,
      rules: plan.rules,
      canary: plan.canary,
      selection: JSON.stringify(plan.selection),
      state: 'computing',
      job_id: plan.jobId,
      requested_by: plan.requestedBy,
      created_at: columnTime(plan.at),
    })
    .executeTakeFirstOrThrow();
  const { chosen } = await selected(session, plan.selection, tenant);
  const runs = chosen
    .select('run.no')
    .select(sql<number>`row_number() over (order by run.no)`.as('position'))
    .select(
      sql<number>`row_number() over (partition by run.file_no order by run.no desc)`.as('nth'),
    );
  await db
    .insertInto('bulk_replay_run')
    .columns(['plan_no', 'position', 'run_no', 'state', 'problem'])
    .expression(
      db
        .selectFrom(runs.as('chosen'))
        .select([
          sql<number>`${sql.lit(Number(insertId))}`.as('plan_no'),
          'chosen.position',
          'chosen.no as run_no',
          sql<string>`case chosen.nth when 1 then 'waiting' else 'refused' end`.as('state'),
          sql<string>`case chosen.nth when 1 then null else ${JSON.stringify(sameFile)} end`.as(
            'problem',
          ),
        ]),
    )
    .execute();
}

export async function findBulkPlan(
  session: Session,
  id: string,
  now: Date,
): Promise<BulkReplayPlan | null> {
  const row = await session.db
    .selectFrom('bulk_replay_plan')
    .leftJoin('job', 'job.id', 'bulk_replay_plan.job_id')
    .selectAll('bulk_replay_plan')
    .select('job.state as job_state')
    .where('bulk_replay_plan.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { runs, total } = await runsByState(session, row.no);
  const state = stateOf(row, now);
  return {
    id: row.id,
    state,
    rows: row.rows_scope as BulkReplayPlan['rows'],
    rules: row.rules as BulkReplayPlan['rules'],
    canary: row.canary,
    ruleVersions: await ruleVersions(session, row.no),
    runs,
    total,
    ...(await extent(session, row.no)),
    effects: await totalEffects(session, row.no, 'planned'),
    members: state === 'computing' ? [] : await largestMovements(session, row.no),
    requestedBy: row.requested_by,
    createdAt: instant(row.created_at),
    expiresAt: instantOrNull(row.expires_at),
    usedBy: row.used_by,
  };
}

function stateOf(
  row: {
    state: string;
    job_state: string | null;
    used_by: string | null;
    expires_at: string | null;
  },
  now: Date,
): BulkReplayPlan['state'] {
  if (row.used_by !== null) return 'used';
  if (row.state === 'computing') {
    return row.job_state === 'failed' || row.job_state === 'cancelled' ? 'failed' : 'computing';
  }
  return (row.expires_at ?? '') <= columnTime(now) ? 'expired' : 'ready';
}

async function selected(session: Session, selection: RunSelection, tenant: Tenant) {
  if ('query' in selection) {
    const { q, ...query } = selection.query;
    const called = q === undefined ? null : await runsCalled(session, q, tenant);
    return { chosen: shownRuns(session, query, tenant, called) };
  }
  const named = among(session.dialect, 'run.id', selection.ids);
  return { chosen: shownRuns(session, {}, tenant, null).where(named) };
}

async function ruleVersions({ db }: Session, planNo: number): Promise<string[]> {
  const rows = await db
    .selectFrom('bulk_replay_run')
    .innerJoin('replay_plan', 'replay_plan.no', 'bulk_replay_run.replay_plan_no')
    .innerJoin('bundle', 'bundle.id', 'replay_plan.bundle_id')
    .select('bundle.rule_version')
    .distinct()
    .where('bulk_replay_run.plan_no', '=', planNo)
    .orderBy('bundle.rule_version')
    .execute();
  return rows.map((row) => row.rule_version);
}

async function extent(
  { db }: Session,
  planNo: number,
): Promise<{ files: number; rowsRead: number }> {
  const { files, rows } = await db
    .selectFrom('bulk_replay_run')
    .innerJoin('run as original', 'original.no', 'bulk_replay_run.run_no')
    .leftJoin('replay_plan', 'replay_plan.no', 'bulk_replay_run.replay_plan_no')
    .leftJoin('run as plan_run', 'plan_run.id', 'replay_plan.plan_run_id')
    .select((eb) => eb.fn.count('original.file_no').distinct().as('files'))
    .select((eb) => eb.fn.sum('plan_run.rows_read').as('rows'))
    .where('bulk_replay_run.plan_no', '=', planNo)
    .executeTakeFirstOrThrow();
  return { files: Number(files), rowsRead: Number(rows ?? 0) };
}

async function largestMovements(
  { db }: Session,
  planNo: number,
): Promise<BulkReplayPlan['members']> {
  const rows = await db
    .selectFrom('bulk_replay_run')
    .innerJoin('replay_plan', 'replay_plan.no', 'bulk_replay_run.replay_plan_no')
    .innerJoin('run as plan_run', 'plan_run.id', 'replay_plan.plan_run_id')
    .innerJoin('partner', 'partner.no', 'plan_run.partner_no')
    .innerJoin('replay_movement', 'replay_movement.run_no', 'plan_run.no')
    .select(['partner.id as partner', 'replay_movement.member_no'])
    .select((eb) => eb.fn.sum('replay_movement.points_delta').as('points'))
    .where('bulk_replay_run.plan_no', '=', planNo)
    .groupBy(['partner.id', 'replay_movement.member_no'])
    .having(sql<boolean>`sum(replay_movement.points_delta) <> 0`)
    .orderBy(sql`abs(sum(replay_movement.points_delta))`, 'desc')
    .orderBy('partner.id')
    .orderBy('replay_movement.member_no')
    .limit(movementsShown)
    .execute();
  return rows.map((row) => ({
    partner: row.partner,
    memberNo: row.member_no,
    pointsDelta: Number(row.points),
  }));
}
