import type { TrialKind, TrialLimits, TrialState } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedFormat } from '@waybill/tabular';
import { columnTime } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type {
  NewTrial,
  TrialOfRun,
  TrialResult,
  TrialStanding,
  TrialStore,
} from '../nouns/trials.ts';
import type { Session } from '../session.ts';
import { insertBundle } from './feed-bundles.ts';
import { changesOfTrial, trialRowsOf, trialRunsOf } from './trial-list.ts';

const writeRows = bulkWriter({
  table: 'trial_row',
  columns: [
    'trial_no',
    'position',
    'row_no',
    'line',
    'change_kind',
    'txn_id',
    'member_no',
    'base',
    'candidate',
  ],
});

export function trialsIn(session: Session): TrialStore {
  return {
    start: (trial, at) => session.atomically((tx) => start(tx, trial, at)),
    ofRun: (runNo) => ofRun(session, runNo),
    record: (runNo, result, at) => session.atomically((tx) => record(tx, runNo, result, at)),
    end: async (request, state, at) => {
      const { no } = await requestRow(session, request);
      await endTrial(session, no, { state, by: 'system:pipeline', because: null }, at);
    },
    runs: (request, page) => trialRunsOf(session, request, page),
    rows: (request, query) => trialRowsOf(session, request, query),
  };
}

/** Ends the trial of a request if it is running. */
export async function endTrial(
  { db }: Session,
  requestNo: number,
  { state, by, because }: { state: TrialState; by: string; because: string | null },
  at: Date,
): Promise<void> {
  const end = { ended_by: by, ended_at: columnTime(at), stopped_because: because };
  await db
    .updateTable('change_trial')
    .set({ state, running_feed_no: null, ...end })
    .where('request_no', '=', requestNo)
    .where('state', '=', 'running')
    .execute();
}

async function start(
  session: Session,
  { request, how, files, limits, candidate }: NewTrial,
  at: Date,
): Promise<void> {
  const { db } = session;
  const { by } = candidate;
  const { no, feed_no } = await requestRow(session, request);
  const feed = await db
    .selectFrom('feed')
    .select('bundle_id')
    .where('no', '=', feed_no)
    .executeTakeFirstOrThrow();
  await endTrial(session, no, { state: 'finished', by, because: null }, at);
  const bundle = how === 'canary' ? await insertBundle(session, feed_no, candidate, at) : null;
  await db
    .insertInto('change_trial')
    .values({
      request_no: no,
      feed_no,
      running_feed_no: feed_no,
      how,
      state: 'running',
      files_wanted: files,
      limits: limits === null ? null : JSON.stringify(limits),
      base_bundle_id: feed.bundle_id,
      bundle_id: bundle?.id ?? null,
      candidate_rules: JSON.stringify(candidate.rules),
      started_by: by,
      started_at: columnTime(at),
    })
    .execute();
  const { numUpdatedRows } = await db
    .updateTable('change_request')
    .set({ state: 'trial' })
    .where('no', '=', no)
    .where('state', 'in', ['approved', 'trial'])
    .where('decided_by', 'is not', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error(`Change request ${request} is not approved`);
}

async function ofRun(session: Session, runNo: number): Promise<TrialOfRun | null> {
  const row = await session.db
    .selectFrom('trial_run')
    .innerJoin('change_trial', 'change_trial.no', 'trial_run.trial_no')
    .innerJoin('change_request', 'change_request.no', 'change_trial.request_no')
    .innerJoin('bundle', 'bundle.id', 'change_trial.base_bundle_id')
    .select([
      'change_trial.no',
      'change_request.id as request',
      'how',
      'limits',
      'bundle.format',
      'bundle.rules as base_rules',
      'candidate_rules',
    ])
    .where('trial_run.run_no', '=', runNo)
    .where('trial_run.state', '=', 'waiting')
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    request: row.request,
    how: row.how as TrialKind,
    limits: row.limits === null ? null : (JSON.parse(row.limits) as TrialLimits),
    format: JSON.parse(row.format) as FeedFormat,
    base: JSON.parse(row.base_rules ?? 'null') as RuleSetDocument,
    candidate: JSON.parse(row.candidate_rules) as RuleSetDocument,
    changesBefore: await changesOfTrial(session, row.no),
  };
}

/** The request first and then the trial, as whoever closes a request does. */
async function record(
  session: Session,
  runNo: number,
  result: TrialResult,
  at: Date,
): Promise<TrialStanding> {
  const { db, dialect } = session;
  const taken = await db
    .selectFrom('trial_run')
    .innerJoin('change_trial', 'change_trial.no', 'trial_run.trial_no')
    .select(['trial_no', 'position', 'request_no'])
    .where('run_no', '=', runNo)
    .executeTakeFirstOrThrow();
  const { id: request } = await dialect
    .forUpdate(db.selectFrom('change_request').select('id').where('no', '=', taken.request_no))
    .executeTakeFirstOrThrow();
  const trial = await dialect
    .forUpdate(db.selectFrom('change_trial').selectAll().where('no', '=', taken.trial_no))
    .executeTakeFirstOrThrow();
  const { numUpdatedRows } = await db
    .updateTable('trial_run')
    .set({ state: result.state, ended_at: columnTime(at), ...columnsOf(result) })
    .where('run_no', '=', runNo)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error(`Run ${String(runNo)} was recorded before`);
  if (result.state === 'compared') await writeKept(session, taken, result.file);
  const { done } = await db
    .selectFrom('trial_run')
    .select((eb) => eb.fn.countAll().as('done'))
    .where('trial_no', '=', taken.trial_no)
    .where('state', '=', 'compared')
    .executeTakeFirstOrThrow();
  const { how, state, files_wanted: wanted } = trial;
  return {
    request,
    how: how as TrialKind,
    state: state as TrialState,
    wanted,
    done: Number(done),
  };
}

function columnsOf(result: TrialResult) {
  if (result.state === 'left-out') return { because: result.because };
  const { base, candidate, because } = result;
  const { rows, points } = result.file;
  return {
    because,
    rows_read: rows.read,
    rows_same: rows.same,
    rows_points: rows.changes.points,
    rows_newly_rejected: rows.changes['newly-rejected'],
    rows_newly_accepted: rows.changes['newly-accepted'],
    rows_other: rows.changes.other,
    base_points: points.base,
    candidate_points: points.candidate,
    base_accepted: base.accepted,
    base_refused: base.refused,
    base_granted: base.granted,
    candidate_accepted: candidate.accepted,
    candidate_refused: candidate.refused,
    candidate_granted: candidate.granted,
  };
}

async function writeKept(
  session: Session,
  { trial_no, position }: { trial_no: number; position: number },
  { kept }: Extract<TrialResult, { state: 'compared' }>['file'],
): Promise<void> {
  await writeRows(
    session,
    kept.map((row) => [
      trial_no,
      position,
      row.rowNo,
      row.line,
      row.change,
      row.txnId,
      row.memberNo,
      JSON.stringify(row.base),
      JSON.stringify(row.candidate),
    ]),
  );
}

function requestRow({ db }: Session, id: string) {
  return db
    .selectFrom('change_request')
    .select(['no', 'feed_no'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}
