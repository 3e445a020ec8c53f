import type { Database, NewEntry } from '../src/index.ts';
import type { BenchRun } from './bench-feed.ts';

const at = new Date('2026-11-03T06:00:00.000Z');
const members = 50_000;
const leaseS = 600;

/** Purchases with ascending transaction ids and members in no order, 50,000 of them, their points expiring on one of two days. */
export function entriesFrom(run: BenchRun, firstRow: number, count: number): NewEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const rowNo = firstRow + index;
    const member = (rowNo * 2_654_435_761) % 4_294_967_296;
    return {
      kind: 'accrual',
      feedNo: run.feedNo,
      partnerNo: run.partnerNo,
      txnId: `TX-2026-${String(rowNo).padStart(9, '0')}`,
      revision: 0,
      memberNo: `E${String(member % members).padStart(7, '0')}`,
      points: 1 + (rowNo % 500),
      occurredOn: 20_000 + (rowNo % 365),
      expiresOn: 21_000 + 30 * (rowNo % 2),
      runNo: run.lease.runNo,
      rowNo,
      bundleId: run.bundleId,
      clauses: 'base+weekend',
      contentHash: rowNo * 1_000_003,
    };
  });
}

/** What the pipeline does with a batch of fresh rows. */
export async function writeBatch(
  db: Database,
  run: BenchRun,
  entries: readonly NewEntry[],
): Promise<void> {
  const last = entries.at(-1)?.rowNo ?? 0;
  const none = { unchanged: 0, duplicate: 0, conflict: 0, rejected: 0, skipped: 0 };
  await db.transaction(async (tx) => {
    const progress = {
      rowNo: last,
      counts: { read: last, posted: last, ...none },
      pointsAccrued: last * 250,
      pointsReversed: 0,
    };
    if (!(await tx.runs.advance(run.lease, progress, leaseS))) throw new Error('fenced');
    const booked = await tx.ledger.booked(
      run.feedNo,
      entries.map(({ txnId }) => txnId),
    );
    if (booked.size > 0) throw new Error('booked already');
    const members = [...new Set(entries.map(({ memberNo }) => memberNo))];
    const known = await tx.members.states(run.partnerNo, members);
    await tx.members.create(
      run.partnerNo,
      members.filter((member) => !known.has(member)),
      at,
    );
    if (!(await tx.ledger.book(entries, at))) throw new Error('not booked');
    await tx.rowPages.write({
      runNo: run.lease.runNo,
      firstRow: entries[0]?.rowNo ?? 0,
      rows: entries.map(({ rowNo, txnId, memberNo }) => ({
        rowNo,
        line: rowNo + 1,
        offset: rowNo * 60,
        byteLength: 58 + (rowNo % 3),
        outcome: 'posted',
        code: null,
        txnId,
        memberNo,
      })),
    });
  });
}
