import type { ChangeRequest, Trial } from '@waybill/contracts';
import { sql } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import type {
  ChangeRequestStore,
  NewChangeRequest,
  RequestClosing,
} from '../nouns/change-requests.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { ofFeed, ofPartner } from './conditions.ts';
import { trialsOfRequests } from './trial-list.ts';
import { endTrial } from './trials.ts';

const newest: ListOrder = {
  list: 'change-requests',
  columns: [{ column: 'change_request.no', part: 'integer', direction: 'desc' }],
};

const pendingStates = ['open', 'approved', 'trial'];

export function changeRequestsIn(session: Session): ChangeRequestStore {
  const { db } = session;
  return {
    insert: (request, at) => insertRequest(session, request, at),

    find: async (id) => {
      const rows = await requests(session).where('change_request.id', '=', id).execute();
      const [found = null] = await withTrials(session, rows);
      return found;
    },

    list: async ({ partner, ruleSet, state, ...page }) => {
      let query = requests(session);
      if (partner !== undefined)
        query = query.where(ofPartner('change_request.partner_no', partner));
      if (ruleSet !== undefined) query = query.where(ofFeed('change_request.feed_no', ruleSet));
      if (state !== undefined) query = query.where('change_request.state', 'in', [...state]);
      const rows = await paged(query, newest, page).execute();
      const trials = await trialsOf(session, rows);
      const requestOfRow = (row: RequestRow) => requestOf(row, trials.get(row.no));
      return pageOf(rows, page.limit, newest.list, ({ no }) => [no], requestOfRow);
    },

    pending: async (ruleSet) => {
      const rows = await requests(session)
        .where(ofFeed('change_request.feed_no', ruleSet))
        .where('change_request.state', 'in', pendingStates)
        .orderBy('change_request.no')
        .execute();
      return withTrials(session, rows);
    },

    decide: async (id, { to, by, reason }, at) => {
      await db
        .updateTable('change_request')
        .set({ state: to, decided_by: by, decided_at: columnTime(at), decision_reason: reason })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow();
    },

    close: (id, closing, at) => session.atomically((tx) => close(tx, id, closing, at)),
  };
}

/** Ends the trial of a request with it. */
async function close(
  session: Session,
  id: string,
  { to, by, because, bundleVersion }: RequestClosing,
  at: Date,
): Promise<void> {
  const { db } = session;
  const { no } = await db
    .selectFrom('change_request')
    .select('no')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { numUpdatedRows } = await db
    .updateTable('change_request')
    .set({
      state: to,
      closed_by: by,
      closed_at: columnTime(at),
      closed_because: because,
      bundle_version: bundleVersion ?? null,
    })
    .where('no', '=', no)
    .where('state', 'in', pendingStates)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;
  const end =
    to === 'promoted'
      ? { state: 'finished' as const, because: null }
      : { state: 'stopped' as const, because };
  await endTrial(session, no, { ...end, by }, at);
}

async function insertRequest(
  { db }: Session,
  { ruleSet, testRun, backtest, ...request }: NewChangeRequest,
  at: Date,
): Promise<void> {
  await db
    .insertInto('change_request')
    .columns([
      'id',
      'feed_no',
      'partner_no',
      'version',
      'base_version',
      'bundle_sha256',
      'test_run_no',
      'backtest_no',
      'no_backtest_because',
      'state',
      'reason',
      'requested_by',
      'requested_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom(['feed', 'rule_test_run'])
        .select([
          sql<string>`${request.id}`.as('id'),
          'feed.no',
          'feed.partner_no',
          sql<number>`${request.version}`.as('version'),
          sql<number>`${request.baseVersion}`.as('base_version'),
          sql<string>`${request.bundleSha256}`.as('bundle_sha256'),
          'rule_test_run.no as test_run_no',
          sql<number | null>`(select b.no from backtest b where b.id = ${backtest})`.as(
            'backtest_no',
          ),
          sql<string | null>`${request.noBacktestBecause}`.as('no_backtest_because'),
          sql<string>`'open'`.as('state'),
          sql<string>`${request.reason}`.as('reason'),
          sql<string>`${request.by}`.as('requested_by'),
          sql<string>`${columnTime(at)}`.as('requested_at'),
        ])
        .where('feed.id', '=', ruleSet)
        .where('rule_test_run.id', '=', testRun),
    )
    .execute();
}

function requests({ db }: Session) {
  return db
    .selectFrom('change_request')
    .innerJoin('feed', 'feed.no', 'change_request.feed_no')
    .innerJoin('partner', 'partner.no', 'change_request.partner_no')
    .innerJoin('rule_test_run', 'rule_test_run.no', 'change_request.test_run_no')
    .leftJoin('backtest', 'backtest.no', 'change_request.backtest_no')
    .innerJoin('rule_version as asked', (join) =>
      join
        .onRef('asked.feed_no', '=', 'change_request.feed_no')
        .onRef('asked.version', '=', 'change_request.version'),
    )
    .innerJoin('rule_version as base', (join) =>
      join
        .onRef('base.feed_no', '=', 'change_request.feed_no')
        .onRef('base.version', '=', 'change_request.base_version'),
    )
    .selectAll('change_request')
    .select([
      'feed.id as feed',
      'partner.id as partner',
      'rule_test_run.id as test_run',
      'backtest.id as backtest',
      'asked.label',
      'asked.sha256',
      'base.label as base_label',
    ]);
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number];

function trialsOf(session: Session, rows: readonly RequestRow[]) {
  return trialsOfRequests(
    session,
    rows.map(({ no }) => no),
  );
}

async function withTrials(session: Session, rows: readonly RequestRow[]): Promise<ChangeRequest[]> {
  const trials = await trialsOf(session, rows);
  return rows.map((row) => requestOf(row, trials.get(row.no)));
}

function requestOf(row: RequestRow, trial: Trial | undefined): ChangeRequest {
  return {
    id: row.id,
    ruleSet: row.feed,
    partner: row.partner,
    version: row.version,
    ruleVersion: row.label,
    sha256: row.sha256,
    base: { version: row.base_version, ruleVersion: row.base_label },
    bundleSha256: row.bundle_sha256,
    testRun: row.test_run,
    backtest: row.backtest,
    noBacktestBecause: row.no_backtest_because,
    state: row.state as ChangeRequest['state'],
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: instant(row.requested_at),
    decidedBy: row.decided_by,
    decidedAt: instantOrNull(row.decided_at),
    decisionReason: row.decision_reason,
    closedBy: row.closed_by,
    closedAt: instantOrNull(row.closed_at),
    closedBecause: row.closed_because,
    bundleVersion: row.bundle_version,
    trial: trial ?? null,
  };
}
