import type { ReplayPlan } from '@waybill/contracts';
import { sql } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { problemOf } from './file-rows.ts';
import { effectsOf } from './replay-effects.ts';

const movementsShown = 20;

export async function findPlan(
  session: Session,
  id: string,
  tenant: Tenant,
  now: Date,
): Promise<ReplayPlan | null> {
  let query = planRows(session).where('replay_plan.id', '=', id);
  if (tenant !== null) query = query.where('partner.id', '=', tenant);
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  const ended = row.plan_state === 'succeeded' || row.plan_state === 'partial';
  return {
    id: row.id,
    state: stateOf(row, now),
    run: row.original_id,
    partner: row.partner_id,
    feed: row.feed_id,
    rows: row.rows_scope as ReplayPlan['rows'],
    rules: row.rules as ReplayPlan['rules'],
    ruleVersion: row.rule_version,
    originalRuleVersion: row.original_rule_version,
    rowsRead: row.rows_read,
    rowsTotal: row.rows_total,
    effects: ended ? await effectsOf(session, row.plan_run_no) : null,
    members: ended ? await largestMovements(session, row.plan_run_no) : [],
    problem: problemOf(row.problem),
    usedBy: row.used_by,
    createdAt: instant(row.created_at),
    expiresAt: instant(row.expires_at),
  };
}

function stateOf(
  row: { plan_state: string; used_by: string | null; expires_at: string },
  now: Date,
): ReplayPlan['state'] {
  if (row.used_by !== null) return 'used';
  if (row.plan_state === 'failed' || row.plan_state === 'cancelled') return 'failed';
  if (row.plan_state === 'queued' || row.plan_state === 'running') return 'computing';
  return row.expires_at <= columnTime(now) ? 'expired' : 'ready';
}

async function largestMovements({ db }: Session, runNo: number): Promise<ReplayPlan['members']> {
  const rows = await db
    .selectFrom('replay_movement')
    .select(['member_no', 'points_delta'])
    .where('run_no', '=', runNo)
    .where('points_delta', '<>', 0)
    .orderBy(sql`abs(points_delta)`, 'desc')
    .orderBy('member_no')
    .limit(movementsShown)
    .execute();
  return rows.map((row) => ({ memberNo: row.member_no, pointsDelta: row.points_delta }));
}

function planRows({ db }: Session) {
  return db
    .selectFrom('replay_plan')
    .innerJoin('run as original', 'original.no', 'replay_plan.original_run_no')
    .innerJoin('run', 'run.id', 'replay_plan.plan_run_id')
    .innerJoin('partner', 'partner.no', 'original.partner_no')
    .innerJoin('feed', 'feed.no', 'original.feed_no')
    .innerJoin('bundle', 'bundle.id', 'replay_plan.bundle_id')
    .innerJoin('bundle as original_bundle', 'original_bundle.id', 'original.bundle_id')
    .selectAll('replay_plan')
    .select([
      'original.id as original_id',
      'run.no as plan_run_no',
      'run.state as plan_state',
      'run.rows_read',
      'run.rows_total',
      'run.problem',
      'partner.id as partner_id',
      'feed.id as feed_id',
      'bundle.rule_version',
      'original_bundle.rule_version as original_rule_version',
    ]);
}
