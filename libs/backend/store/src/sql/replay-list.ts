import { runStates, type Page, type Replay, type ReplayStats } from '@waybill/contracts';
import type { Selectable, SelectQueryBuilder } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { ReplayFilter, ReplayStore } from '../nouns/replays.ts';
import { pageOf, paged, sorted, type ListOrder } from '../paging/keyset.ts';
import type { ReplayTable, Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { ofFeed, ofPartner, ofRun } from './conditions.ts';
import { effectsByRun, noEffects, sameEffects } from './replay-effects.ts';

type ReplayRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number];

const orders: Readonly<Record<'newest' | 'oldest', ListOrder>> = {
  newest: {
    list: 'replays:newest',
    columns: [{ column: 'replay.no', part: 'integer', direction: 'desc' }],
  },
  oldest: {
    list: 'replays:oldest',
    columns: [{ column: 'replay.no', part: 'integer', direction: 'asc' }],
  },
};
const going: readonly string[] = ['queued', 'running'];

export async function findReplay(
  session: Session,
  id: string,
  tenant: Tenant,
): Promise<Replay | null> {
  const found = filtered(session, {}, tenant).where('replay.id', '=', id);
  const [replay] = await withEffects(session, await named(session, found).execute());
  return replay ?? null;
}

export async function listReplays(
  session: Session,
  { sort, cursor, limit, ...filter }: Parameters<ReplayStore['list']>[0],
  tenant: Tenant,
): Promise<Page<Replay>> {
  const order = orders[sort];
  const replays = paged(filtered(session, filter, tenant), order, { cursor, limit });
  const rows = await sorted(named(session, replays), order).execute();
  const page = pageOf(
    rows,
    limit,
    order.list,
    ({ no }) => [no],
    (row) => row,
  );
  return { items: await withEffects(session, page.items), next: page.next };
}

export async function statsOfReplays(
  session: Session,
  { state: _state, ...filter }: ReplayFilter,
  tenant: Tenant,
): Promise<ReplayStats> {
  const rows = await session.db
    .selectFrom(filtered(session, filter, tenant).as('replay'))
    .innerJoin('run', 'run.id', 'replay.run_id')
    .select((eb) => ['run.state', eb.fn.countAll().as('replays')])
    .groupBy('run.state')
    .execute();
  const known = new Map(rows.map(({ state, replays }) => [state, Number(replays)]));
  const states = Object.fromEntries(runStates.map((state) => [state, known.get(state) ?? 0]));
  const total = [...known.values()].reduce((sum, count) => sum + count, 0);
  return { states: states as ReplayStats['states'], total };
}

function filtered({ db }: Session, filter: ReplayFilter, tenant: Tenant) {
  const { partner, feed, run, bulkReplay, state, requestedBy, from, to } = filter;
  let rows = db.selectFrom('replay').selectAll('replay');
  if (tenant !== null) rows = rows.where(ofPartner('replay.partner_no', tenant));
  if (partner !== undefined) rows = rows.where(ofPartner('replay.partner_no', partner));
  if (feed !== undefined) rows = rows.where(ofFeed('replay.feed_no', feed));
  if (run !== undefined) rows = rows.where(ofRun('replay.original_run_no', run));
  if (requestedBy !== undefined) rows = rows.where('replay.requested_by', '=', requestedBy);
  if (from !== undefined) rows = rows.where('replay.created_at', '>=', columnTime(new Date(from)));
  if (to !== undefined) rows = rows.where('replay.created_at', '<', columnTime(new Date(to)));
  if (bulkReplay !== undefined) {
    rows = rows.where('replay.bulk_no', '=', ({ selectFrom }) =>
      selectFrom('bulk_replay as b').select('b.no').where('b.id', '=', bulkReplay),
    );
  }
  if (state !== undefined) {
    rows = rows.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('run as r')
          .select('r.no')
          .whereRef('r.id', '=', 'replay.run_id')
          .where('r.state', 'in', [...state]),
      ),
    );
  }
  return rows;
}

/** With what a page of replays needs to be shown; joined to the page, since MySQL would join and sort everything first. */
function named(
  { db }: Session,
  page: SelectQueryBuilder<Tables, 'replay', Selectable<ReplayTable>>,
) {
  return db
    .selectFrom(page.as('replay'))
    .innerJoin('replay_plan', 'replay_plan.no', 'replay.plan_no')
    .innerJoin('run as plan_run', 'plan_run.id', 'replay_plan.plan_run_id')
    .innerJoin('run as original', 'original.no', 'replay.original_run_no')
    .innerJoin('run', 'run.id', 'replay.run_id')
    .innerJoin('partner', 'partner.no', 'replay.partner_no')
    .innerJoin('feed', 'feed.no', 'replay.feed_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .innerJoin('bundle', 'bundle.id', 'run.bundle_id')
    .leftJoin('bulk_replay', 'bulk_replay.no', 'replay.bulk_no')
    .selectAll('replay')
    .select(['replay_plan.id as plan_id', 'replay_plan.rows_scope', 'replay_plan.rules'])
    .select(['plan_run.no as plan_run_no', 'original.id as original_id', 'bundle.rule_version'])
    .select(['run.no as run_no', 'run.state', 'run.rows_read', 'run.rows_total', 'run.finished_at'])
    .select(['partner.id as partner_id', 'feed.id as feed_id', 'inbound_file.name as file_name'])
    .select('bulk_replay.id as bulk_id');
}

async function withEffects(session: Session, rows: readonly ReplayRow[]): Promise<Replay[]> {
  const runs = rows.flatMap(({ run_no, plan_run_no }) => [run_no, plan_run_no]);
  const effects = await effectsByRun(session, runs);
  const of = (runNo: number) => effects.get(runNo) ?? noEffects;
  return rows.map((row) => ({
    id: row.id,
    plan: row.plan_id,
    bulkReplay: row.bulk_id,
    originalRun: row.original_id,
    run: row.run_id,
    partner: row.partner_id,
    feed: row.feed_id,
    fileName: row.file_name,
    rows: row.rows_scope as Replay['rows'],
    rules: row.rules as Replay['rules'],
    ruleVersion: row.rule_version,
    state: row.state as Replay['state'],
    rowsRead: row.rows_read,
    rowsTotal: row.rows_total,
    effects: of(row.run_no),
    asPlanned: going.includes(row.state) ? null : sameEffects(of(row.plan_run_no), of(row.run_no)),
    reason: row.reason,
    requestedBy: row.requested_by,
    createdAt: instant(row.created_at),
    finishedAt: instantOrNull(row.finished_at),
  }));
}
