import type { BacktestFiles } from '@waybill/contracts';
import { sql } from 'kysely';
import { columnTime } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { BacktestStore, JudgedFile, NewBacktest } from '../nouns/backtests.ts';
import type { Session } from '../session.ts';
import { findBacktest, listBacktests, workOf } from './backtest-list.ts';
import { changedRowsOf, filesOf, movedMembersOf } from './backtest-parts.ts';
import { among, ofFeed } from './conditions.ts';
import { inKeyOrder } from './key-order.ts';

const writeRows = bulkWriter({
  table: 'backtest_row',
  columns: [
    'backtest_no',
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
/** A file may have a million members. */
const membersPerWrite = 10_000;

const addMembers = bulkWriter({
  table: 'backtest_member',
  columns: ['backtest_no', 'member_no', 'base_points', 'candidate_points'],
  onConflict: {
    key: ['backtest_no', 'member_no'],
    add: ['base_points', 'candidate_points'],
  },
});

export function backtestsIn(session: Session): BacktestStore {
  return {
    extent: (ruleSet, files) => extentOf(session, ruleSet, files),
    insert: (backtest, at) => session.atomically((tx) => insert(tx, backtest, at)),
    find: (id) => findBacktest(session, id),
    list: (query) => listBacktests(session, query),
    files: (id, query) => filesOf(session, id, query),
    rows: (id, query) => changedRowsOf(session, id, query),
    members: (id, page) => movedMembersOf(session, id, page),

    work: (id) => workOf(session, id),
    judged: (id, position, file) => writeJudged(session, id, position, file),
    unreadable: async (id, position, problem) => {
      await waitingFile(session, await numberOf(session, id), position)
        .set({ state: 'unreadable', problem: JSON.stringify(problem) })
        .executeTakeFirstOrThrow();
    },
  };
}

async function extentOf(
  session: Session,
  ruleSet: string,
  files: BacktestFiles,
): Promise<{ files: number; rows: number }> {
  const { count, rows } = await session.db
    .selectFrom(chosenFiles(session, ruleSet, files).as('chosen'))
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.sum('chosen.rows_read').as('rows')])
    .executeTakeFirstOrThrow();
  return { files: Number(count), rows: Number(rows ?? 0) };
}

async function insert(
  session: Session,
  { ruleSet, base, candidate, ...backtest }: NewBacktest,
  at: Date,
): Promise<void> {
  const { db } = session;
  const feed = await db
    .selectFrom('feed')
    .select('no')
    .where('id', '=', ruleSet)
    .executeTakeFirstOrThrow();
  const { insertId } = await db
    .insertInto('backtest')
    .values({
      id: backtest.id,
      feed_no: feed.no,
      job_id: backtest.jobId,
      base_version: base.version,
      base_label: base.ruleVersion,
      base_sha256: base.sha256,
      candidate_version: candidate.version,
      candidate_label: candidate.ruleVersion,
      candidate_sha256: candidate.sha256,
      bundle_sha256: backtest.bundleSha256,
      format: JSON.stringify(backtest.format),
      base_rules: JSON.stringify(base.document),
      candidate_rules: JSON.stringify(candidate.document),
      requested_by: backtest.by,
      created_at: columnTime(at),
    })
    .executeTakeFirstOrThrow();
  await db
    .insertInto('backtest_file')
    .columns(['backtest_no', 'position', 'file_no', 'state'])
    .expression(
      db
        .selectFrom(chosenFiles(session, ruleSet, backtest.files).as('chosen'))
        .select([
          sql<number>`${sql.lit(Number(insertId))}`.as('backtest_no'),
          sql<number>`row_number() over (order by chosen.started_at, chosen.run_no)`.as('position'),
          'chosen.file_no',
          sql<string>`'waiting'`.as('state'),
        ]),
    )
    .execute();
}

/** Files whose rows were posted, with when their own run first began; a duplicate of another file never posts any. */
function chosenFiles({ db, dialect }: Session, ruleSet: string, files: BacktestFiles) {
  const processed = db
    .selectFrom('inbound_file')
    .innerJoin('run', 'run.file_no', 'inbound_file.no')
    .select((eb) => [
      'inbound_file.no as file_no',
      eb.fn.min('run.started_at').as('started_at'),
      eb.fn.min('run.no').as('run_no'),
      eb.fn.max('run.rows_read').as('rows_read'),
    ])
    .where(ofFeed('inbound_file.feed_no', ruleSet))
    .where('inbound_file.state', 'in', ['processed', 'archived'])
    .where('run.kind', '=', 'file')
    .groupBy('inbound_file.no');
  if ('ids' in files) return processed.where(among(dialect, 'inbound_file.id', files.ids));
  if ('from' in files) {
    return processed
      .where('inbound_file.received_at', '>=', columnTime(new Date(files.from)))
      .where('inbound_file.received_at', '<', columnTime(new Date(files.to)));
  }
  return processed.orderBy('started_at', 'desc').orderBy('run_no', 'desc').limit(files.last);
}

async function writeJudged(
  session: Session,
  id: string,
  position: number,
  { rows, points, kept, members }: JudgedFile,
): Promise<void> {
  const no = await numberOf(session, id);
  const { changes } = rows;
  await waitingFile(session, no, position)
    .set({
      state: 'done',
      rows_read: rows.read,
      rows_same: rows.same,
      rows_points: changes.points,
      rows_newly_rejected: changes['newly-rejected'],
      rows_newly_accepted: changes['newly-accepted'],
      rows_other: changes.other,
      base_points: points.base,
      candidate_points: points.candidate,
    })
    .executeTakeFirstOrThrow();
  await writeRows(
    session,
    kept.map((row) => [
      no,
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
  for (const some of inParts(members, membersPerWrite)) {
    const moved = some
      .sort(([a], [b]) => inKeyOrder(a, b))
      .map(([memberNo, { base, candidate }]) => [no, memberNo, base, candidate]);
    await addMembers(session, moved);
  }
}

function* inParts<T>(all: Iterable<T>, most: number): Generator<T[]> {
  let part: T[] = [];
  for (const each of all) {
    part.push(each);
    if (part.length < most) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

function waitingFile({ db }: Session, backtestNo: number, position: number) {
  return db
    .updateTable('backtest_file')
    .where('backtest_no', '=', backtestNo)
    .where('position', '=', position)
    .where('state', '=', 'waiting');
}

async function numberOf({ db }: Session, id: string): Promise<number> {
  const row = await db
    .selectFrom('backtest')
    .select('no')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.no;
}
