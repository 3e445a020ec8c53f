import type { Page, Run, RunCounts } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { RunFilter, RunStore } from '../nouns/runs.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { RunTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { beginningWith, containing } from './conditions.ts';
import { problemOf } from './files.ts';
import { stagesOf } from './run-stages.ts';

type Sort = Parameters<RunStore['list']>[0]['sort'];
type RunRow = Awaited<ReturnType<ReturnType<typeof runRows>['execute']>>[number];

const newestFirst = { column: 'run.no', part: 'integer', direction: 'desc' } as const;
const orders: Readonly<Record<Sort, ListOrder & { key: (row: RunRow) => string | number }>> = {
  newest: {
    list: 'runs:newest',
    columns: [{ column: 'run.queued_at', part: 'time', direction: 'desc' }, newestFirst],
    key: ({ queued_at }) => queued_at,
  },
  oldest: {
    list: 'runs:oldest',
    columns: [
      { column: 'run.queued_at', part: 'time', direction: 'asc' },
      { column: 'run.no', part: 'integer', direction: 'asc' },
    ],
    key: ({ queued_at }) => queued_at,
  },
  longest: {
    list: 'runs:longest',
    columns: [{ column: 'run.duration_ms', part: 'integer', direction: 'desc' }, newestFirst],
    key: ({ duration_ms }) => duration_ms,
  },
  'most-rejected': {
    list: 'runs:most-rejected',
    columns: [{ column: 'run.rows_rejected', part: 'integer', direction: 'desc' }, newestFirst],
    key: ({ rows_rejected }) => rows_rejected,
  },
};

export async function findRun(session: Session, id: string, tenant: Tenant): Promise<Run | null> {
  const row = await visible(runRows(session), tenant).where('run.id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const [run] = await withReplays(session, [row]);
  return run ?? null;
}

export async function listRuns(
  session: Session,
  { sort, cursor, limit, ...filter }: Parameters<RunStore['list']>[0],
  tenant: Tenant,
): Promise<Page<Run>> {
  const order = orders[sort];
  const query = filtered(visible(runRows(session), tenant), filter);
  const rows = await paged(query, order, { cursor, limit }).execute();
  const page = pageOf(
    rows,
    limit,
    order.list,
    (row) => [order.key(row), row.no],
    (row) => row,
  );
  return { items: await withReplays(session, page.items), next: page.next };
}

export function runRows({ db }: Session) {
  return runTables(db)
    .selectAll('run')
    .select([
      'partner.id as partner_id',
      'feed.id as feed_id',
      'inbound_file.id as file_id',
      'inbound_file.name as file_name',
      'inbound_file.bucket as file_bucket',
      'inbound_file.object_key as file_key',
      'inbound_file.size_bytes as file_size',
      'inbound_file.sha256 as file_sha256',
      'bundle.rule_version',
      'bundle.sha256 as bundle_sha256',
      'original.id as original_id',
    ]);
}

export function runTables(db: Session['db']) {
  return db
    .selectFrom('run')
    .innerJoin('partner', 'partner.no', 'run.partner_no')
    .innerJoin('feed', 'feed.no', 'run.feed_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .innerJoin('bundle', 'bundle.id', 'run.bundle_id')
    .leftJoin('run as original', 'original.no', 'run.original_run_no')
    .where('run.kind', '<>', 'plan');
}

type RunQuery = ReturnType<typeof runTables>;

export function visible<Query extends RunQuery>(query: Query, tenant: Tenant): Query {
  return tenant === null ? query : (query.where('partner.id', '=', tenant) as Query);
}

export function filtered<Query extends RunQuery>(query: Query, filter: RunFilter): Query {
  let rows: RunQuery = query;
  const { partner, feed, state, from, to, q } = filter;
  if (partner !== undefined) rows = rows.where('partner.id', '=', partner);
  if (feed !== undefined) rows = rows.where('feed.id', '=', feed);
  if (state !== undefined) rows = rows.where('run.state', 'in', [...state]);
  if (from !== undefined) rows = rows.where('run.queued_at', '>=', columnTime(new Date(from)));
  if (to !== undefined) rows = rows.where('run.queued_at', '<', columnTime(new Date(to)));
  if (q !== undefined) {
    const part = q.toLowerCase();
    rows = rows.where((eb) =>
      eb.or([containing('inbound_file.name_folded', part), beginningWith('run.id', part)]),
    );
  }
  return rows as Query;
}

export function countsOf(row: Selectable<RunTable>): RunCounts {
  return {
    read: row.rows_read,
    posted: row.rows_posted,
    unchanged: row.rows_unchanged,
    duplicate: row.rows_duplicate,
    conflict: row.rows_conflict,
    rejected: row.rows_rejected,
    skipped: row.rows_skipped,
  };
}

async function withReplays({ db }: Session, rows: readonly RunRow[]): Promise<Run[]> {
  if (rows.length === 0) return [];
  const replays = await db
    .selectFrom('run')
    .select(['id', 'original_run_no'])
    .where('kind', '=', 'replay')
    .where(
      'original_run_no',
      'in',
      rows.map(({ no }) => no),
    )
    .orderBy('no')
    .execute();
  return rows.map((row) =>
    runOf(
      row,
      replays.filter((replay) => replay.original_run_no === row.no).map(({ id }) => id),
    ),
  );
}

function runOf(row: RunRow, replays: string[]): Run {
  return {
    id: row.id,
    kind: row.kind as Run['kind'],
    state: row.state as Run['state'],
    attempt: row.attempt,
    partner: row.partner_id,
    feed: row.feed_id,
    file: {
      id: row.file_id,
      name: row.file_name,
      bucket: row.file_bucket,
      key: row.file_key,
      sizeBytes: row.file_size,
      sha256: row.file_sha256,
    },
    ruleVersion: row.rule_version,
    bundleSha256: row.bundle_sha256,
    counts: countsOf(row),
    pointsAccrued: row.points_accrued,
    pointsReversed: row.points_reversed,
    rowsTotal: row.rows_total,
    problem: problemOf(row.problem),
    replayOf: row.original_id,
    replays,
    stages: stagesOf(row.stages),
    queuedAt: instant(row.queued_at),
    startedAt: instantOrNull(row.started_at),
    finishedAt: instantOrNull(row.finished_at),
  };
}
