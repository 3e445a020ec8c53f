import type { LedgerEntry, Page } from '@waybill/contracts';
import type { Expression, SqlBool } from 'kysely';
import type { EntryQuery } from '../nouns/ledger.ts';
import type { Tenant } from '../nouns/partners.ts';
import { decodeCursor, type KeyPart } from '../paging/cursor.ts';
import { pageOf } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { ofFeed, ofPartner } from './conditions.ts';
import { kindCode } from './entry-kinds.ts';
import { entryOf, namedEntries, type EntryRow } from './ledger-entries.ts';
import { memberKeyOf } from './member-id.ts';
import { shownRuns } from './run-list.ts';

/** Their cursors say the same, but one of the other kind would begin among other entries. */
const lists = { narrow: 'entries-of-one', wide: 'ledger-entries' } as const;
const keyParts: readonly KeyPart[] = ['time', 'integer', 'integer', 'integer'];

/** Where a page begins: right after this entry, in the order of runs (newest first) and, within a run, of rows from the last. */
interface Place {
  queuedAt: string;
  runNo: number;
  rowNo: number;
  kind: number;
}

const runsAtATime = 100;

/**
 * Entries, newest first. Of one member or transaction they are found by the ledger's own keys; all others through the runs that booked
 * them, so that the ledger needs no further index: booking is what the hub waits for.
 */
export async function listEntries(
  session: Session,
  query: EntryQuery,
  tenant: Tenant,
): Promise<Page<LedgerEntry>> {
  const list = listOf(query);
  const rows = await (list === lists.narrow ? ofOneThing : throughRuns)(session, query, tenant);
  const keyOf = (row: EntryRow) => [row.queued_at, row.run_no, row.row_no, row.kind];
  return pageOf(rows, query.limit, list, keyOf, entryOf);
}

function listOf({ member, txnId }: EntryQuery) {
  return member === undefined && txnId === undefined ? lists.wide : lists.narrow;
}

function placeIn(query: EntryQuery): Place | null {
  if (query.cursor === undefined) return null;
  const [queuedAt, runNo, rowNo, kind] = decodeCursor(query.cursor, listOf(query), keyParts);
  return {
    queuedAt: String(queuedAt),
    runNo: Number(runNo),
    rowNo: Number(rowNo),
    kind: Number(kind),
  };
}

/** At most `limit + 1` entries of a member or a transaction: few enough to be sorted. */
async function ofOneThing(
  session: Session,
  query: EntryQuery,
  tenant: Tenant,
): Promise<EntryRow[]> {
  const { member, txnId, kind, partner, feed, limit } = query;
  let entries = session.db.selectFrom('ledger_entry').selectAll('ledger_entry');
  if (tenant !== null) entries = entries.where(ofPartner('ledger_entry.partner_no', tenant));
  if (partner !== undefined) entries = entries.where(ofPartner('ledger_entry.partner_no', partner));
  if (feed !== undefined) entries = entries.where(ofFeed('ledger_entry.feed_no', feed));
  if (kind !== undefined) entries = entries.where('ledger_entry.kind', '=', kindCode(kind));
  if (member !== undefined) {
    const key = memberKeyOf(member);
    entries = entries
      .where(ofPartner('ledger_entry.partner_no', key.partner))
      .where('ledger_entry.member_no', '=', key.memberNo);
  }
  if (txnId !== undefined) {
    // The unique key begins with the feed; naming all feeds lets it be used.
    entries = entries
      .where('ledger_entry.feed_no', 'in', (eb) => eb.selectFrom('feed').select('feed.no'))
      .where('ledger_entry.txn_id', '=', txnId);
  }
  if (asksForRuns(query)) {
    const runs = runsOf(session, query, tenant).select('run.no');
    entries = entries.where('ledger_entry.run_no', 'in', runs);
  }
  const place = placeIn(query);
  let rows = namedEntries(session, entries);
  if (place !== null) {
    rows = rows.where(({ eb, or, and }) => {
      const sameRun = eb('ledger_entry.run_no', '=', place.runNo);
      const before = eb('run.queued_at', '<', place.queuedAt);
      const sameTime = eb('run.queued_at', '=', place.queuedAt);
      const earlier = and([sameTime, eb('ledger_entry.run_no', '<', place.runNo)]);
      const lowerRow = and([sameRun, eb('ledger_entry.row_no', '<', place.rowNo)]);
      const sameRow = eb('ledger_entry.row_no', '=', place.rowNo);
      const lowerKind = and([sameRun, sameRow, eb('ledger_entry.kind', '<', place.kind)]);
      return or([before, earlier, lowerRow, lowerKind]);
    });
  }
  return rows
    .orderBy('run.queued_at', 'desc')
    .orderBy('ledger_entry.run_no', 'desc')
    .orderBy('ledger_entry.row_no', 'desc')
    .orderBy('ledger_entry.kind', 'desc')
    .limit(limit + 1)
    .execute();
}

/** Goes back over the runs that moved points until the page is full. */
async function throughRuns(
  session: Session,
  query: EntryQuery,
  tenant: Tenant,
): Promise<EntryRow[]> {
  const wanted = query.limit + 1;
  const found: EntryRow[] = [];
  let place = placeIn(query);
  for (;;) {
    const runs = await runsFrom(session, query, tenant, place);
    for (const run of runs) {
      const after = place?.runNo === run.no ? place : null;
      found.push(...(await entriesIn(session, run.no, query, after, wanted - found.length)));
      if (found.length === wanted) return found;
    }
    const last = runs.at(-1);
    if (last === undefined || runs.length < runsAtATime) return found;
    place = { queuedAt: last.queued_at, runNo: last.no, rowNo: -1, kind: -1 };
  }
}

/** Whether anything is asked that only the run knows; the rest is written in the entry itself. */
function asksForRuns({ from, to, run, ruleVersion }: EntryQuery): boolean {
  return [from, to, run, ruleVersion].some((each) => each !== undefined);
}

function runsOf(session: Session, query: EntryQuery, tenant: Tenant) {
  const { partner, feed, from, to, run, ruleVersion } = query;
  let runs = shownRuns(session, { partner, feed, from, to }, tenant, null);
  if (run !== undefined) runs = runs.where('run.id', '=', run);
  if (ruleVersion !== undefined) {
    runs = runs.where('run.bundle_id', 'in', (eb) =>
      eb.selectFrom('bundle').select('bundle.id').where('bundle.rule_version', '=', ruleVersion),
    );
  }
  return runs;
}

function runsFrom(session: Session, query: EntryQuery, tenant: Tenant, place: Place | null) {
  const { kind } = query;
  let runs = runsOf(session, query, tenant)
    .select(['run.no', 'run.queued_at'])
    .where(({ eb, or, selectFrom }) =>
      kind === 'reversal'
        ? // Few runs take points back; they are found among a million by an index of their own.
          eb(
            'run.no',
            'in',
            selectFrom('run as reversing').select('reversing.no').where('points_reversed', '>', 0),
          )
        : or([eb('run.points_accrued', '>', 0), eb('run.points_reversed', '>', 0)]),
    );
  if (place !== null) {
    const { queuedAt, runNo } = place;
    runs = runs
      .where('run.queued_at', '<=', queuedAt)
      .where(({ eb, or }) => or([eb('run.queued_at', '<', queuedAt), eb('run.no', '<=', runNo)]));
  }
  return runs
    .orderBy('run.queued_at', 'desc')
    .orderBy('run.no', 'desc')
    .limit(runsAtATime)
    .execute();
}

function entriesIn(
  session: Session,
  runNo: number,
  { kind }: EntryQuery,
  after: Place | null,
  limit: number,
): Promise<EntryRow[]> {
  let entries = session.db
    .selectFrom('ledger_entry')
    .selectAll('ledger_entry')
    .where('ledger_entry.run_no', '=', runNo);
  if (kind !== undefined) entries = entries.where('ledger_entry.kind', '=', kindCode(kind));
  if (after !== null) {
    const { rowNo, kind: kindAfter } = after;
    entries = entries
      .where('ledger_entry.row_no', '<=', rowNo)
      .where(({ eb, or }): Expression<SqlBool> =>
        or([eb('ledger_entry.row_no', '<', rowNo), eb('ledger_entry.kind', '<', kindAfter)]),
      );
  }
  const page = entries
    .orderBy('ledger_entry.row_no', 'desc')
    .orderBy('ledger_entry.kind', 'desc')
    .limit(limit);
  return namedEntries(session, page)
    .orderBy('ledger_entry.row_no', 'desc')
    .orderBy('ledger_entry.kind', 'desc')
    .execute();
}
