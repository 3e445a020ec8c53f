import type { AccountsRead } from '../nouns/ledger.ts';
import { instant } from '../column-time.ts';
import { MemberAccount } from '../nouns/member-account.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';
import { kindOf } from './entry-kinds.ts';

export async function readAccounts(
  { db, dialect }: Session,
  partnerNo: number,
  memberNos: readonly string[],
  withoutRunNo?: number,
): Promise<AccountsRead> {
  const accounts = new Map(memberNos.map((memberNo) => [memberNo, new MemberAccount()]));
  if (memberNos.length === 0) return { accounts, entries: 0, lastPostedAt: null };
  const rows = await db
    .selectFrom('ledger_entry')
    .select(['feed_no', 'member_no', 'txn_id', 'kind', 'points'])
    .select(['occurred_on', 'content_hash', 'posted_at'])
    .where('partner_no', '=', partnerNo)
    .where(among(dialect, 'member_no', memberNos))
    .$if(withoutRunNo !== undefined, (entry) => entry.where('run_no', '!=', withoutRunNo ?? 0))
    .orderBy('posted_at')
    .orderBy('run_no')
    .orderBy('row_no')
    // Within a row, what a replay takes back goes before what it grants.
    .orderBy('revision')
    .execute();
  for (const row of rows) {
    accounts.get(row.member_no)?.add({
      kind: kindOf(row.kind),
      feedNo: row.feed_no,
      txnId: row.txn_id,
      points: row.points,
      occurredOn: row.occurred_on,
      contentHash: row.content_hash,
    });
  }
  const last = rows.at(-1);
  return {
    accounts,
    entries: rows.length,
    lastPostedAt: last === undefined ? null : new Date(instant(last.posted_at)),
  };
}

/** The row of the partner stands for all of its members, also for those that do not exist yet. */
export async function lockAccounts(
  { db, dialect }: Session,
  partnerNo: number,
  memberNos: readonly string[],
): Promise<number> {
  await dialect
    .forUpdate(db.selectFrom('partner').select('no').where('no', '=', partnerNo))
    .executeTakeFirstOrThrow();
  if (memberNos.length === 0) return 0;
  const { entries } = await db
    .selectFrom('ledger_entry')
    .select((eb) => eb.fn.countAll().as('entries'))
    .where('partner_no', '=', partnerNo)
    .where(among(dialect, 'member_no', memberNos))
    .executeTakeFirstOrThrow();
  return Number(entries);
}
