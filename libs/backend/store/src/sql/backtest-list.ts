import {
  backtestRowsKept,
  type Backtest,
  type BacktestDetail,
  type Page,
} from '@waybill/contracts';
import type { JobProblem, JobState } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedFormat } from '@waybill/tabular';
import { sql } from 'kysely';
import { instant, instantOrNull } from '../column-time.ts';
import type { BacktestStore, BacktestWork } from '../nouns/backtests.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { allFilesOf, pointsOf } from './backtest-parts.ts';
import { ofFeed } from './conditions.ts';

const newest: ListOrder = {
  list: 'backtests',
  columns: [{ column: 'backtest.no', part: 'integer', direction: 'desc' }],
};

export async function listBacktests(
  session: Session,
  { ruleSet, ...page }: Parameters<BacktestStore['list']>[0],
): Promise<Page<Backtest>> {
  let query = backtestRows(session);
  if (ruleSet !== undefined) query = query.where(ofFeed('backtest.feed_no', ruleSet));
  const rows = await paged(query, newest, page).execute();
  const totals = await totalsOf(
    session,
    rows.map(({ no }) => no),
  );
  const keyOf = ({ no }: { no: number }) => [no];
  return pageOf(rows, page.limit, newest.list, keyOf, (row) => backtestOf(row, totals.get(row.no)));
}

export async function findBacktest(session: Session, id: string): Promise<BacktestDetail | null> {
  const row = await backtestRows(session).where('backtest.id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const totals = await totalsOf(session, [row.no]);
  const found = backtestOf(row, totals.get(row.no));
  const { changes } = found.rows;
  const kept = (count: number) => Math.min(count, backtestRowsKept);
  return {
    ...found,
    members: await membersOf(session, row.no),
    rowsKept: {
      points: kept(changes.points),
      'newly-rejected': kept(changes['newly-rejected']),
      'newly-accepted': kept(changes['newly-accepted']),
      other: kept(changes.other),
    },
  };
}

export async function workOf(session: Session, id: string): Promise<BacktestWork | null> {
  const row = await session.db
    .selectFrom('backtest')
    .innerJoin('feed', 'feed.no', 'backtest.feed_no')
    .select(['backtest.format', 'base_rules', 'candidate_rules', 'feed.id as feed'])
    .where('backtest.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    feedId: row.feed,
    format: JSON.parse(row.format) as FeedFormat,
    base: JSON.parse(row.base_rules) as RuleSetDocument,
    candidate: JSON.parse(row.candidate_rules) as RuleSetDocument,
    files: await allFilesOf(session, id),
  };
}

async function membersOf({ db }: Session, backtestNo: number): Promise<BacktestDetail['members']> {
  const row = await db
    .selectFrom('backtest_member')
    .select((eb) => [
      eb.fn.countAll().as('touched'),
      sql<number>`sum(case when moved > 0 then 1 else 0 end)`.as('changed'),
    ])
    .where('backtest_no', '=', backtestNo)
    .executeTakeFirstOrThrow();
  return { touched: Number(row.touched), changed: Number(row.changed) };
}

type Totals = Pick<Backtest, 'files' | 'rows' | 'points'>;

/** What the files of backtests add up to. */
async function totalsOf(
  { db }: Session,
  backtestNos: readonly number[],
): Promise<ReadonlyMap<number, Totals>> {
  if (backtestNos.length === 0) return new Map();
  const rows = await db
    .selectFrom('backtest_file')
    .select(({ fn }) => [
      'backtest_no',
      fn.countAll().as('total'),
      sql<number>`sum(case when state = 'done' then 1 else 0 end)`.as('done'),
      sql<number>`sum(case when state = 'unreadable' then 1 else 0 end)`.as('unreadable'),
      fn.sum('rows_read').as('read'),
      fn.sum('rows_same').as('same'),
      fn.sum('rows_points').as('points'),
      fn.sum('rows_newly_rejected').as('rejected'),
      fn.sum('rows_newly_accepted').as('accepted'),
      fn.sum('rows_other').as('other'),
      fn.sum('base_points').as('base'),
      fn.sum('candidate_points').as('candidate'),
    ])
    .where('backtest_no', 'in', [...backtestNos])
    .groupBy('backtest_no')
    .execute();
  return new Map(
    rows.map((row) => {
      const { total, done, unreadable } = row;
      const [read, same] = [Number(row.read), Number(row.same)];
      const changes = {
        points: Number(row.points),
        'newly-rejected': Number(row.rejected),
        'newly-accepted': Number(row.accepted),
        other: Number(row.other),
      };
      const totals = {
        files: { total: Number(total), done: Number(done), unreadable: Number(unreadable) },
        rows: { read, same, changed: read - same, changes },
        points: pointsOf(Number(row.base), Number(row.candidate)),
      };
      return [row.backtest_no, totals];
    }),
  );
}

const noFiles: Totals = {
  files: { total: 0, done: 0, unreadable: 0 },
  rows: {
    read: 0,
    same: 0,
    changed: 0,
    changes: { points: 0, 'newly-rejected': 0, 'newly-accepted': 0, other: 0 },
  },
  points: pointsOf(0, 0),
};

function backtestRows({ db }: Session) {
  return db
    .selectFrom('backtest')
    .innerJoin('feed', 'feed.no', 'backtest.feed_no')
    .innerJoin('job', 'job.id', 'backtest.job_id')
    .select([
      'backtest.no',
      'backtest.id',
      'backtest.job_id',
      'base_version',
      'base_label',
      'base_sha256',
      'candidate_version',
      'candidate_label',
      'candidate_sha256',
      'bundle_sha256',
      'backtest.requested_by',
      'backtest.created_at',
      'feed.id as feed',
      'job.state',
      'job.problem',
      'job.finished_at',
    ]);
}

type BacktestListRow = Awaited<ReturnType<ReturnType<typeof backtestRows>['execute']>>[number];

function backtestOf(row: BacktestListRow, totals: Totals = noFiles): Backtest {
  return {
    id: row.id,
    ruleSet: row.feed,
    job: row.job_id,
    state: row.state as JobState,
    base: { version: row.base_version, ruleVersion: row.base_label, sha256: row.base_sha256 },
    candidate: {
      version: row.candidate_version,
      ruleVersion: row.candidate_label,
      sha256: row.candidate_sha256,
    },
    bundleSha256: row.bundle_sha256,
    ...totals,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as JobProblem),
    requestedBy: row.requested_by,
    createdAt: instant(row.created_at),
    finishedAt: instantOrNull(row.finished_at),
  };
}
