import type { Page, Run, RunCounts, RunState } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { RunFilter, RunStore } from '../nouns/runs.ts';
import { pageOf, sorted, type ListOrder } from '../paging/keyset.ts';
import { pagedByState, type KeysOf } from '../paging/paged-by-state.ts';
import type { RunTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { among, ofPartner, ofPartnerOrFeed } from './conditions.ts';
import type { Called } from './file-names.ts';
import { problemOf } from './file-rows.ts';
import { pagedByName } from './paged-by-name.ts';
import { runsCalled } from './run-names.ts';
import { tookFileIn } from './run-repairs.ts';
import { stagesOf } from './run-stages.ts';

type Sort = Parameters<RunStore['list']>[0]['sort'];
type RunRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number];

const newestFirst = { column: 'run.no', part: 'integer', direction: 'desc' } as const;
interface RunOrder extends ListOrder {
  readonly key: (row: RunRow) => string | number;
  /** Has the order of everybody's runs; within a partner or a feed another index has it. */
  readonly indexOfAll?: string;
}
const orders: Readonly<Record<Sort, RunOrder>> = {
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
    indexOfAll: 'run_longest',
  },
  'most-rejected': {
    list: 'runs:most-rejected',
    columns: [{ column: 'run.rows_rejected', part: 'integer', direction: 'desc' }, newestFirst],
    key: ({ rows_rejected }) => rows_rejected,
    indexOfAll: 'run_most_rejected',
  },
};

export async function findRun(session: Session, id: string, tenant: Tenant): Promise<Run | null> {
  const found = shownRuns(session, {}, tenant, null).selectAll().where('run.id', '=', id);
  const row = await named(session, found).executeTakeFirst();
  if (row === undefined) return null;
  const [run] = await withLaterRuns(session, [row]);
  return run ?? null;
}

export async function listRuns(
  session: Session,
  { sort, cursor, limit, q, state, ...filter }: Parameters<RunStore['list']>[0],
  tenant: Tenant,
): Promise<Page<Run>> {
  const order = orders[sort];
  const called = q === undefined ? null : await runsCalled(session, q, tenant);
  const { indexOfAll } = order;
  const owner = tenant ?? filter.partner ?? filter.feed;
  const table =
    indexOfAll === undefined || owner === undefined
      ? 'run'
      : session.dialect.without(indexOfAll, 'run');
  const ofStates = (states?: readonly RunState[]) =>
    shownRuns(session, { ...filter, state: states }, tenant, called?.many ? null : called, table);
  // An index gives each state in its order, but all of them in that order only by sorting everything that matches.
  const byState = state ? [...new Set(state)].map((each) => ofStates([each])) : [ofStates()];
  const place = { cursor, limit };
  const runs = called?.many
    ? await pagedByName(
        session,
        'run',
        { byState, all: ofStates(state) },
        called.many,
        order,
        place,
      )
    : pagedByState(session, 'run', byState, order, place);
  const rows = await sorted(named(session, runs), order).execute();
  const page = pageOf(
    rows,
    limit,
    order.list,
    (row) => [order.key(row), row.no],
    (row) => row,
  );
  return { items: await withLaterRuns(session, page.items), next: page.next };
}

/**
 * Runs to look at; the runs that only work out a plan are not among them.
 * @param called what `runsCalled` makes of the filter's text
 */
export function shownRuns(
  { db }: Session,
  filter: RunFilter,
  tenant: Tenant,
  called: Called | null,
  table: 'run' = 'run',
) {
  let rows = db.selectFrom(table).where('run.kind', '<>', 'plan');
  const { ruleVersion, state, from, to } = filter;
  if (tenant !== null) rows = rows.where(ofPartner('run.partner_no', tenant));
  for (const owned of ofPartnerOrFeed('run', filter)) rows = rows.where(owned);
  if (ruleVersion !== undefined) {
    rows = rows.where('run.bundle_id', 'in', ({ selectFrom }) =>
      selectFrom('bundle').select('bundle.id').where('bundle.rule_version', '=', ruleVersion),
    );
  }
  if (state !== undefined) rows = rows.where('run.state', 'in', [...state]);
  if (from !== undefined) rows = rows.where('run.queued_at', '>=', columnTime(new Date(from)));
  if (to !== undefined) rows = rows.where('run.queued_at', '<', columnTime(new Date(to)));
  if (called !== null) rows = rows.where(called.condition);
  return rows;
}

/** With what a page of runs needs to be shown. Joined to the page and not to the table: MySQL would join first and sort everything. */
function named({ db }: Session, page: KeysOf<'run'>) {
  return db
    .selectFrom(page.as('key'))
    .innerJoin('run', 'run.no', 'key.no')
    .innerJoin('partner', 'partner.no', 'run.partner_no')
    .innerJoin('feed', 'feed.no', 'run.feed_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .innerJoin('bundle', 'bundle.id', 'run.bundle_id')
    .leftJoin('run as original', 'original.no', 'run.original_run_no')
    .leftJoin('replay', 'replay.run_id', 'run.id')
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
      'replay.id as replay_id',
    ]);
}

export function countsOf(row: Pick<Selectable<RunTable>, `rows_${keyof RunCounts}`>): RunCounts {
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

async function withLaterRuns(session: Session, rows: readonly RunRow[]): Promise<Run[]> {
  if (rows.length === 0) return [];
  const { db } = session;
  const takenIn = await runsThatTookIn(
    session,
    rows.filter(({ problem }) => problem !== null),
  );
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
    runOf(row, {
      takenInBy:
        row.problem === null
          ? null
          : (takenIn.find(({ file_no, no }) => file_no === row.file_no && no > row.no)?.id ?? null),
      replays: replays.filter((replay) => replay.original_run_no === row.no).map(({ id }) => id),
    }),
  );
}

/** Of the files of some runs; a run that went well has nobody to take its file in after it, so it need not be asked for. */
async function runsThatTookIn({ db, dialect }: Session, rows: readonly RunRow[]) {
  if (rows.length === 0) return [];
  return db
    .selectFrom('run')
    .select(['id', 'no', 'file_no'])
    .where(
      among(
        dialect,
        'run.file_no',
        rows.map(({ file_no }) => file_no),
      ),
    )
    .where(tookFileIn('run'))
    .orderBy('no')
    .execute();
}

function cancellationOf(row: Selectable<RunTable>): Run['cancellation'] {
  if (row.cancel_at === null) return null;
  const { cancelled_by: by, cancel_reason: reason } = row;
  return { at: instant(row.cancel_at), by: by ?? '', reason: reason ?? '' };
}

function runOf(row: RunRow, later: Pick<Run, 'takenInBy' | 'replays'>): Run {
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
    cancellation: cancellationOf(row),
    replayOf: row.original_id,
    replay: row.replay_id,
    ...later,
    stages: stagesOf(row.stages),
    queuedAt: instant(row.queued_at),
    startedAt: instantOrNull(row.started_at),
    finishedAt: instantOrNull(row.finished_at),
  };
}
