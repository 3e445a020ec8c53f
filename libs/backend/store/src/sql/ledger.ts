import type { Booked, LedgerStore, NewEntry } from '../nouns/ledger.ts';
import { columnTime } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';
import { accrual, kindCode, neverExpires, reversal, signedPoints } from './entry-kinds.ts';
import { inKeyOrder } from './key-order.ts';
import { checksumOf, integrityOf } from './ledger-checks.ts';
import { entriesOfRun, entriesOfTransaction, findEntry } from './ledger-entries.ts';
import { listEntries } from './ledger-list.ts';
import { lockAccounts, readAccounts } from './member-accounts.ts';

const writeEntries = bulkWriter({
  table: 'ledger_entry',
  columns: [
    'run_no',
    'row_no',
    'kind',
    'feed_no',
    'partner_no',
    'txn_id',
    'revision',
    'member_no',
    'points',
    'occurred_on',
    'expires_on',
    'bundle_id',
    'clauses',
    'content_hash',
    'posted_at',
  ],
});
const moveLots = bulkWriter({
  table: 'lot',
  columns: ['partner_no', 'member_no', 'expires_on', 'available'],
  onConflict: { key: ['partner_no', 'member_no', 'expires_on'], add: ['available'] },
});

export function ledgerIn(session: Session): LedgerStore {
  return {
    booked: (feedNo, txnIds, withoutRun) => booked(session, feedNo, txnIds, withoutRun),
    book: (entries, at) =>
      entries.length === 0
        ? Promise.resolve(true)
        : session.atomically((tx) => book(tx, entries, at)),
    accounts: (partnerNo, memberNos, withoutRunNo) =>
      readAccounts(session, partnerNo, memberNos, withoutRunNo),
    lockAccounts: (partnerNo, memberNos) => lockAccounts(session, partnerNo, memberNos),
    checksum: (feedNo) => checksumOf(session, feedNo),
    entriesOfRun: (runNo, limit) => entriesOfRun(session, runNo, limit),
    find: (id, tenant) => findEntry(session, id, tenant),
    list: (query, tenant) => listEntries(session, query, tenant),
    ofTransaction: (entry, limit) => entriesOfTransaction(session, entry, limit),
    integrity: () => integrityOf(session),
  };
}

/**
 * The entries go first: their UNIQUE key decides, and only when it let all of them pass do the lots move. Both in the order of their keys,
 * which all writers share.
 */
async function book(tx: Session, entries: readonly NewEntry[], at: Date): Promise<boolean> {
  const time = columnTime(at);
  const sorted = entries.toSorted(
    (a, b) =>
      a.feedNo - b.feedNo ||
      inKeyOrder(a.txnId, b.txnId) ||
      a.revision - b.revision ||
      kindCode(a.kind) - kindCode(b.kind),
  );
  const rows = sorted.map((entry) => rowOf(entry, time));
  try {
    await writeEntries(tx, rows);
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
  await moveLots(tx, lotMoves(entries));
  return true;
}

function rowOf(entry: NewEntry, time: string): unknown[] {
  return [
    entry.runNo,
    entry.rowNo,
    kindCode(entry.kind),
    entry.feedNo,
    entry.partnerNo,
    entry.txnId,
    entry.revision,
    entry.memberNo,
    entry.points,
    entry.occurredOn,
    entry.expiresOn,
    entry.bundleId,
    entry.clauses,
    entry.contentHash,
    time,
  ];
}

interface LotMove {
  partnerNo: number;
  memberNo: string;
  expiresOn: number;
  points: number;
}

/** One change per lot, whatever number of entries touch it. */
function lotMoves(entries: readonly NewEntry[]): unknown[][] {
  const moves = new Map<string, LotMove>();
  for (const { kind, partnerNo, memberNo, expiresOn, points } of entries) {
    const day = expiresOn ?? neverExpires;
    const key = `${String(partnerNo)} ${String(day)} ${memberNo}`;
    const signed = signedPoints(kindCode(kind), points);
    const move = moves.get(key);
    if (move === undefined) moves.set(key, { partnerNo, memberNo, expiresOn: day, points: signed });
    else move.points += signed;
  }
  return [...moves.values()]
    .filter(({ points }) => points !== 0)
    .sort(
      (a, b) =>
        a.partnerNo - b.partnerNo ||
        inKeyOrder(a.memberNo, b.memberNo) ||
        a.expiresOn - b.expiresOn,
    )
    .map(({ partnerNo, memberNo, expiresOn, points }) => [partnerNo, memberNo, expiresOn, points]);
}

async function booked(
  { db, dialect }: Session,
  feedNo: number,
  txnIds: readonly string[],
  withoutRun: number | undefined,
): Promise<Map<string, Booked>> {
  const current = new Map<string, Booked>();
  if (txnIds.length === 0) return current;
  let query = db
    .selectFrom('ledger_entry')
    .select([
      'txn_id',
      'revision',
      'kind',
      'member_no',
      'points',
      'expires_on',
      'content_hash',
      'run_no',
      'row_no',
    ])
    .where('feed_no', '=', feedNo)
    .where(among(dialect, 'txn_id', txnIds));
  if (withoutRun !== undefined) query = query.where('run_no', '!=', withoutRun);
  const rows = await query.execute();
  const reversals = new Map<string, number>();
  for (const row of rows) {
    if (row.kind === reversal)
      reversals.set(`${String(row.revision)} ${row.txn_id}`, row.content_hash);
    const known = current.get(row.txn_id);
    if (row.kind !== accrual || (known !== undefined && known.revision > row.revision)) continue;
    current.set(row.txn_id, {
      txnId: row.txn_id,
      revision: row.revision,
      memberNo: row.member_no,
      points: row.points,
      accruedPoints: row.points,
      expiresOn: row.expires_on,
      contentHash: row.content_hash,
      reversalContentHash: null,
      runNo: row.run_no,
      rowNo: row.row_no,
      reversed: false,
    });
  }
  for (const entry of current.values()) {
    const reversalHash = reversals.get(`${String(entry.revision)} ${entry.txnId}`);
    if (reversalHash === undefined) continue;
    entry.reversed = true;
    entry.reversalContentHash = reversalHash;
    entry.points = 0;
  }
  return current;
}
