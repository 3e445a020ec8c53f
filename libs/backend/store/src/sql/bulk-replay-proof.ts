import type { BulkReplayProof, LedgerChecksum } from '@waybill/contracts';
import type { Session } from '../session.ts';
import { findBulkReplay } from './bulk-replay-list.ts';
import { totalEffects } from './bulk-replay-totals.ts';
import { ledgerIn } from './ledger.ts';
import { sameEffects } from './replay-effects.ts';

/** Null until the bulk replay has ended. */
export async function bulkProofOf(session: Session, id: string): Promise<BulkReplayProof | null> {
  const bulk = await findBulkReplay(session, id);
  if (bulk === null || ['canary', 'waiting', 'running'].includes(bulk.state)) return null;
  const { no, plan_no: planNo } = await session.db
    .selectFrom('bulk_replay')
    .select(['no', 'plan_no'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const planned = await totalEffects(session, planNo, 'replayed');
  const actual = await totalEffects(session, planNo, 'actual');
  const feeds = await feedsOf(session, no);
  const entriesCreated = feeds.reduce((sum, feed) => sum + feed.entriesCreated, 0);
  const { done, unexpected, cancelled } = bulk.runs;
  const runs = { replayed: done + unexpected + cancelled, total: bulk.total };
  const asPlanned = unexpected + cancelled === 0 && sameEffects(planned, actual);
  return {
    bulkReplay: id,
    runs,
    planned,
    actual,
    asPlanned,
    entriesCreated,
    feeds,
    statement: statementOf(runs, entriesCreated, feeds),
  };
}

async function feedsOf(session: Session, bulkNo: number): Promise<BulkReplayProof['feeds']> {
  const rows = await session.db
    .selectFrom('bulk_replay_feed')
    .innerJoin('feed', 'feed.no', 'bulk_replay_feed.feed_no')
    .selectAll('bulk_replay_feed')
    .select('feed.id')
    .where('bulk_no', '=', bulkNo)
    .orderBy('feed.id')
    .execute();
  const created = await entriesByFeed(session, bulkNo);
  return Promise.all(
    rows.map(async (row) => ({
      feed: row.id,
      before: JSON.parse(row.checksum_before) as LedgerChecksum,
      // Its job ended before it could take one.
      after:
        row.checksum_after === null
          ? await ledgerIn(session).checksum(row.feed_no)
          : (JSON.parse(row.checksum_after) as LedgerChecksum),
      entriesCreated: created.get(row.feed_no) ?? 0,
    })),
  );
}

async function entriesByFeed({ db }: Session, bulkNo: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('replay')
    .innerJoin('run', 'run.id', 'replay.run_id')
    .innerJoin('ledger_entry', 'ledger_entry.run_no', 'run.no')
    .select((eb) => ['ledger_entry.feed_no', eb.fn.countAll().as('entries')])
    .where('replay.bulk_no', '=', bulkNo)
    .groupBy('ledger_entry.feed_no')
    .execute();
  return new Map(rows.map((row) => [row.feed_no, Number(row.entries)]));
}

/** As people read it: 1,352. */
const { format: figure } = new Intl.NumberFormat('en-US');

function statementOf(
  runs: BulkReplayProof['runs'],
  created: number,
  feeds: BulkReplayProof['feeds'],
): string {
  const changed = feeds.filter(({ before, after }) => before.digest !== after.digest).length;
  const replayed = `${figure(runs.replayed)} of ${figure(runs.total)} runs replayed`;
  const entries = `${figure(created)} ${created === 1 ? 'entry' : 'entries'} created`;
  const ledgers =
    changed === 0
      ? 'no ledger has changed'
      : `${String(changed)} of ${String(feeds.length)} ledgers changed`;
  return `${replayed}; ${entries}; ${ledgers}.`;
}
