import type { BulkReplayProblem, BulkReplayRun, Page, RunState } from '@waybill/contracts';
import { sql } from 'kysely';
import type { BulkReplayStore, RunToPlan, RunToReplay } from '../nouns/bulk-replays.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { effectsByRun, noEffects } from './replay-effects.ts';

const inOrder: ListOrder = {
  list: 'bulk-replay-runs',
  columns: [
    { column: 'bulk_replay_run.is_canary', part: 'integer', direction: 'desc' },
    { column: 'bulk_replay_run.position', part: 'integer', direction: 'asc' },
  ],
};

export async function runsOfPlan(
  session: Session,
  planId: string,
  { state, cursor, limit }: Parameters<BulkReplayStore['runs']>[1],
): Promise<Page<BulkReplayRun>> {
  let query = memberRows(session).where('bulk_replay_plan.id', '=', planId);
  if (state !== undefined) query = query.where('bulk_replay_run.state', 'in', [...state]);
  const rows = await paged(query, inOrder, { cursor, limit }).execute();
  const runNos = rows.flatMap((row) => [row.plan_run_no, row.replay_run_no]);
  const effects = await effectsByRun(
    session,
    runNos.filter((no) => no !== null),
  );
  const of = (runNo: number) => effects.get(runNo) ?? noEffects;
  return pageOf(
    rows,
    limit,
    inOrder.list,
    (row) => [row.is_canary, row.position],
    (row) => ({
      run: row.run_id,
      partner: row.partner_id,
      feed: row.feed_id,
      fileName: row.file_name,
      ruleVersion: row.rule_version,
      state: row.state as BulkReplayRun['state'],
      isCanary: row.is_canary === 1,
      plan: row.plan_id,
      planned: row.plan_run_no === null ? null : of(row.plan_run_no),
      replay: row.replay_id,
      replayRun: row.replay_run_id,
      actual: row.replay_run_no === null ? null : of(row.replay_run_no),
      problem: bulkProblemOf(row.problem),
    }),
  );
}

export async function nextToPlan(session: Session, planId: string): Promise<RunToPlan | null> {
  const row = await memberRows(session)
    .where('bulk_replay_plan.id', '=', planId)
    .where('bulk_replay_run.state', 'in', ['waiting', 'planning'])
    .orderBy(sql`case bulk_replay_run.state when 'planning' then 0 else 1 end`)
    .orderBy('bulk_replay_run.position')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    position: row.position,
    runId: row.run_id,
    fileId: row.file_id,
    feedId: row.feed_id,
    runState: row.run_state as RunState,
    failedRows: row.rows_rejected + row.rows_conflict,
    planRunId: row.plan_run_id,
  };
}

export async function nextToReplay(session: Session, id: string): Promise<RunToReplay | null> {
  const row = await memberRows(session)
    .innerJoin('bulk_replay', 'bulk_replay.plan_no', 'bulk_replay_plan.no')
    .where('bulk_replay.id', '=', id)
    .where('bulk_replay_run.state', 'in', ['planned', 'replaying'])
    .orderBy(sql`case bulk_replay_run.state when 'replaying' then 0 else 1 end`)
    .orderBy('bulk_replay_run.is_canary', 'desc')
    .orderBy('bulk_replay_run.position')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { replay_id: replayId, replay_run_id: runId } = row;
  return {
    position: row.position,
    runId: row.run_id,
    fileId: row.file_id,
    feedId: row.feed_id,
    isCanary: row.is_canary === 1,
    planId: row.plan_id ?? '',
    replay: replayId === null || runId === null ? null : { id: replayId, runId },
  };
}

export function bulkProblemOf(text: string | null): BulkReplayProblem | null {
  return text === null ? null : (JSON.parse(text) as BulkReplayProblem);
}

function memberRows({ db }: Session) {
  return db
    .selectFrom('bulk_replay_run')
    .innerJoin('bulk_replay_plan', 'bulk_replay_plan.no', 'bulk_replay_run.plan_no')
    .innerJoin('run', 'run.no', 'bulk_replay_run.run_no')
    .innerJoin('partner', 'partner.no', 'run.partner_no')
    .innerJoin('feed', 'feed.no', 'run.feed_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .innerJoin('bundle', 'bundle.id', 'run.bundle_id')
    .leftJoin('replay_plan', 'replay_plan.no', 'bulk_replay_run.replay_plan_no')
    .leftJoin('run as plan_run', 'plan_run.id', 'replay_plan.plan_run_id')
    .leftJoin('replay', 'replay.no', 'bulk_replay_run.replay_no')
    .leftJoin('run as replay_run', 'replay_run.id', 'replay.run_id')
    .select(['bulk_replay_run.position', 'bulk_replay_run.state', 'bulk_replay_run.is_canary'])
    .select(['bulk_replay_run.problem', 'run.id as run_id', 'run.state as run_state'])
    .select(['run.rows_rejected', 'run.rows_conflict', 'bundle.rule_version'])
    .select(['partner.id as partner_id', 'feed.id as feed_id'])
    .select(['inbound_file.id as file_id', 'inbound_file.name as file_name'])
    .select(['replay_plan.id as plan_id', 'plan_run.no as plan_run_no'])
    .select(['plan_run.id as plan_run_id', 'replay.id as replay_id'])
    .select(['replay_run.id as replay_run_id', 'replay_run.no as replay_run_no']);
}
