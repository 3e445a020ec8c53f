import {
  pointsRatio,
  rejectRate,
  type BacktestChange,
  type BacktestVerdict,
  type Page,
  type Trial,
  type TrialKind,
  type TrialLimits,
  type TrialRow,
  type TrialRun,
  type TrialSide,
  type TrialState,
} from '@waybill/contracts';
import { sql } from 'kysely';
import { instant, instantOrNull } from '../column-time.ts';
import type { TrialStore } from '../nouns/trials.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { pointsOf } from './backtest-parts.ts';
import { ofRun } from './conditions.ts';

const newest: ListOrder = {
  list: 'trial-runs',
  columns: [
    { column: 'trial_run.trial_no', part: 'integer', direction: 'desc' },
    { column: 'trial_run.position', part: 'integer', direction: 'desc' },
  ],
};
const byRow: ListOrder = {
  list: 'trial-rows',
  columns: [
    { column: 'trial_row.trial_no', part: 'integer', direction: 'asc' },
    { column: 'trial_row.position', part: 'integer', direction: 'asc' },
    { column: 'trial_row.row_no', part: 'integer', direction: 'asc' },
  ],
};

/** The last trial of each of these requests that has one, by the number of the request. */
export async function trialsOfRequests(
  session: Session,
  requestNos: readonly number[],
): Promise<ReadonlyMap<number, Trial>> {
  if (requestNos.length === 0) return new Map();
  const rows = await session.db
    .selectFrom('change_trial')
    .leftJoin('bundle', 'bundle.id', 'change_trial.bundle_id')
    .selectAll('change_trial')
    .select('bundle.version as bundle_version')
    .where('request_no', 'in', [...requestNos])
    .orderBy('change_trial.no')
    .execute();
  const last = new Map(rows.map((row) => [row.request_no, row]));
  const trialNos = [...last.values()].map(({ no }) => no);
  const totals = await totalsOf(session, trialNos);
  return new Map(
    [...last].map(([requestNo, row]) => {
      const { waiting, done, ...sums } = totals.get(row.no) ?? noRuns;
      const trial: Trial = {
        how: row.how as TrialKind,
        state: row.state as TrialState,
        files: { wanted: row.files_wanted, done, waiting },
        limits: row.limits === null ? null : (JSON.parse(row.limits) as TrialLimits),
        bundleVersion: row.bundle_version,
        ...sums,
        startedBy: row.started_by,
        startedAt: instant(row.started_at),
        endedBy: row.ended_by,
        endedAt: instantOrNull(row.ended_at),
        stoppedBecause: row.stopped_because,
      };
      return [requestNo, trial];
    }),
  );
}

/** Rows that were treated otherwise in the runs of a trial. */
export async function changesOfTrial(
  session: Session,
  trialNo: number,
): Promise<Record<BacktestChange, number>> {
  return ((await totalsOf(session, [trialNo])).get(trialNo) ?? noRuns).rows.changes;
}

export async function trialRunsOf(
  { db }: Session,
  request: string,
  page: Parameters<TrialStore['runs']>[1],
): Promise<Page<TrialRun>> {
  const query = db
    .selectFrom('trial_run')
    .innerJoin('change_trial', 'change_trial.no', 'trial_run.trial_no')
    .innerJoin('run', 'run.no', 'trial_run.run_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .selectAll('trial_run')
    .select([
      'change_trial.how',
      'run.id as run',
      'inbound_file.id as file',
      'inbound_file.name as file_name',
    ])
    .where('change_trial.request_no', '=', numberOf(request));
  const rows = await paged(query, newest, page).execute();
  const keyOf = (row: { trial_no: number; position: number }) => [row.trial_no, row.position];
  return pageOf(rows, page.limit, newest.list, keyOf, (row) => {
    const base = sideOf(row.base_accepted, row.base_refused, row.base_granted);
    const candidate = sideOf(row.candidate_accepted, row.candidate_refused, row.candidate_granted);
    return {
      run: row.run,
      file: row.file,
      fileName: row.file_name,
      how: row.how as TrialKind,
      position: row.position,
      state: row.state as TrialRun['state'],
      rows: {
        read: row.rows_read,
        same: row.rows_same,
        changes: {
          points: row.rows_points,
          'newly-rejected': row.rows_newly_rejected,
          'newly-accepted': row.rows_newly_accepted,
          other: row.rows_other,
        },
      },
      points: pointsOf(row.base_points, row.candidate_points),
      base,
      candidate,
      rejectRate: rejectRate(candidate),
      pointsRatio: pointsRatio(base, candidate),
      because: row.because,
      endedAt: instantOrNull(row.ended_at),
    };
  });
}

export async function trialRowsOf(
  { db }: Session,
  request: string,
  { change, run, ...page }: Parameters<TrialStore['rows']>[1],
): Promise<Page<TrialRow>> {
  let query = db
    .selectFrom('trial_row')
    .innerJoin('trial_run', (join) =>
      join
        .onRef('trial_run.trial_no', '=', 'trial_row.trial_no')
        .onRef('trial_run.position', '=', 'trial_row.position'),
    )
    .innerJoin('change_trial', 'change_trial.no', 'trial_row.trial_no')
    .innerJoin('run', 'run.no', 'trial_run.run_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .selectAll('trial_row')
    .select(['run.id as run', 'inbound_file.id as file', 'inbound_file.name as file_name'])
    .where('change_trial.request_no', '=', numberOf(request));
  if (change !== undefined) query = query.where('trial_row.change_kind', 'in', [...change]);
  if (run !== undefined) query = query.where(ofRun('trial_run.run_no', run));
  const rows = await paged(query, byRow, page).execute();
  const keyOf = (row: { trial_no: number; position: number; row_no: number }) => [
    row.trial_no,
    row.position,
    row.row_no,
  ];
  return pageOf(rows, page.limit, byRow.list, keyOf, (row) => ({
    run: row.run,
    file: row.file,
    fileName: row.file_name,
    rowNo: row.row_no,
    line: row.line,
    txnId: row.txn_id,
    memberNo: row.member_no,
    change: row.change_kind as BacktestChange,
    base: JSON.parse(row.base) as BacktestVerdict,
    candidate: JSON.parse(row.candidate) as BacktestVerdict,
  }));
}

type Totals = Pick<Trial, 'rows' | 'points'> & Pick<Trial['files'], 'done' | 'waiting'>;

async function totalsOf(
  { db }: Session,
  trialNos: readonly number[],
): Promise<ReadonlyMap<number, Totals>> {
  if (trialNos.length === 0) return new Map();
  const rows = await db
    .selectFrom('trial_run')
    .select(({ fn }) => [
      'trial_no',
      sql<number>`sum(case when state = 'compared' then 1 else 0 end)`.as('done'),
      sql<number>`sum(case when state = 'waiting' then 1 else 0 end)`.as('waiting'),
      fn.sum('rows_read').as('read'),
      fn.sum('rows_same').as('same'),
      fn.sum('rows_points').as('points'),
      fn.sum('rows_newly_rejected').as('rejected'),
      fn.sum('rows_newly_accepted').as('accepted'),
      fn.sum('rows_other').as('other'),
      fn.sum('base_points').as('base'),
      fn.sum('candidate_points').as('candidate'),
    ])
    .where('trial_no', 'in', [...trialNos])
    .groupBy('trial_no')
    .execute();
  return new Map(
    rows.map((row) => {
      const changes = {
        points: Number(row.points),
        'newly-rejected': Number(row.rejected),
        'newly-accepted': Number(row.accepted),
        other: Number(row.other),
      };
      const totals = {
        done: Number(row.done),
        waiting: Number(row.waiting),
        rows: { read: Number(row.read), same: Number(row.same), changes },
        points: pointsOf(Number(row.base), Number(row.candidate)),
      };
      return [row.trial_no, totals];
    }),
  );
}

const noRuns: Totals = {
  done: 0,
  waiting: 0,
  rows: {
    read: 0,
    same: 0,
    changes: { points: 0, 'newly-rejected': 0, 'newly-accepted': 0, other: 0 },
  },
  points: pointsOf(0, 0),
};

const numberOf = (id: string) =>
  sql<number>`(select c.no from change_request c where c.id = ${id})`;

function sideOf(accepted: number, refused: number, granted: number): TrialSide {
  return { accepted, refused, granted };
}
