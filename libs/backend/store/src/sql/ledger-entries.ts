import type { LedgerEntry } from '@waybill/contracts';
import { sql, type Selectable, type SelectQueryBuilder } from 'kysely';
import { calendarDate, calendarDateOrNull, instant } from '../column-time.ts';
import type { LedgerStore } from '../nouns/ledger.ts';
import type { Tenant } from '../nouns/partners.ts';
import { placeOf, rowId } from '../row-ids.ts';
import type { LedgerEntryTable, Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { accrual, kindOf, reversal, signedPoints } from './entry-kinds.ts';
import { ofFeed, ofPartner } from './conditions.ts';

const memberAccount = 'member:available';
const fundingAccount = 'partner:funding';

export async function findEntry(
  session: Session,
  id: string,
  tenant: Tenant,
): ReturnType<LedgerStore['find']> {
  const place = placeOf('ent', id);
  if (place === null) return null;
  let entries = session.db
    .selectFrom('ledger_entry')
    .selectAll('ledger_entry')
    .where('ledger_entry.run_no', '=', place.runNo)
    .where('ledger_entry.row_no', '=', place.rowNo)
    .where('ledger_entry.kind', '=', place.part);
  if (tenant !== null) entries = entries.where(ofPartner('ledger_entry.partner_no', tenant));
  const row = await namedEntries(session, entries).executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...entryOf(row),
    bundleId: row.bundle_id,
    fileId: row.file_id,
    runNo: row.run_no,
  };
}

/** All entries of a transaction in the order of booking; the caller has seen one of them. */
export async function entriesOfTransaction(
  session: Session,
  { feed, txnId }: Pick<LedgerEntry, 'feed' | 'txnId'>,
  limit: number,
): Promise<LedgerEntry[]> {
  const entries = session.db
    .selectFrom('ledger_entry')
    .selectAll('ledger_entry')
    .where(ofFeed('ledger_entry.feed_no', feed))
    .where('ledger_entry.txn_id', '=', txnId)
    .orderBy('revision')
    // What is taken back was given first.
    .orderBy('kind', 'desc')
    .limit(limit);
  const rows = await namedEntries(session, entries)
    .orderBy('ledger_entry.revision')
    .orderBy('ledger_entry.kind', 'desc')
    .execute();
  return rows.map(entryOf);
}

export async function entriesOfRun(
  { db }: Session,
  runNo: number,
  limit: number,
): Promise<{ total: number; ids: string[] }> {
  const ofRun = db.selectFrom('ledger_entry').where('run_no', '=', runNo);
  const { total } = await ofRun
    .select((eb) => eb.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await ofRun
    .select(['run_no', 'row_no', 'kind'])
    .orderBy('row_no')
    .orderBy('kind')
    .limit(limit)
    .execute();
  return { total: Number(total), ids: rows.map(entryIdOf) };
}

function entryIdOf(row: { run_no: number; row_no: number; kind: number }): string {
  return rowId('ent', { runNo: row.run_no, rowNo: row.row_no, part: row.kind });
}

/** Joined to the page and not to the table, as with runs. */
export function namedEntries(
  { db }: Session,
  page: SelectQueryBuilder<Tables, 'ledger_entry', Selectable<LedgerEntryTable>>,
) {
  return db
    .selectFrom(page.as('ledger_entry'))
    .innerJoin('partner', 'partner.no', 'ledger_entry.partner_no')
    .innerJoin('feed', 'feed.no', 'ledger_entry.feed_no')
    .innerJoin('run', 'run.no', 'ledger_entry.run_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .innerJoin('bundle', 'bundle.id', 'ledger_entry.bundle_id')
    .leftJoin('ledger_entry as accrued', (join) =>
      join
        .onRef('accrued.feed_no', '=', 'ledger_entry.feed_no')
        .onRef('accrued.txn_id', '=', 'ledger_entry.txn_id')
        .onRef('accrued.revision', '=', 'ledger_entry.revision')
        .on('accrued.kind', '=', sql.lit(accrual))
        .on('ledger_entry.kind', '=', sql.lit(reversal)),
    )
    .selectAll('ledger_entry')
    .select([
      'partner.id as partner_id',
      'feed.id as feed_id',
      'run.id as run_id',
      'run.queued_at',
      'inbound_file.id as file_id',
      'bundle.rule_version',
      'accrued.run_no as accrued_run_no',
      'accrued.row_no as accrued_row_no',
    ]);
}

export type EntryRow = Awaited<ReturnType<ReturnType<typeof namedEntries>['execute']>>[number];

export function entryOf(row: EntryRow): LedgerEntry {
  const accrues = row.kind === accrual;
  const { accrued_run_no: runNo, accrued_row_no: rowNo } = row;
  return {
    id: entryIdOf(row),
    kind: kindOf(row.kind),
    partner: row.partner_id,
    feed: row.feed_id,
    txnId: row.txn_id,
    member: `${row.partner_id}:${row.member_no}`,
    points: signedPoints(row.kind, row.points),
    debitAccount: accrues ? fundingAccount : memberAccount,
    creditAccount: accrues ? memberAccount : fundingAccount,
    occurredOn: calendarDate(row.occurred_on),
    expiresOn: calendarDateOrNull(row.expires_on),
    run: row.run_id,
    rowNo: row.row_no,
    ruleVersion: row.rule_version,
    clauses: row.clauses,
    reverses:
      runNo === null || rowNo === null ? null : rowId('ent', { runNo, rowNo, part: accrual }),
    postedAt: instant(row.posted_at),
  };
}
