import type { ArrivedFile } from '@waybill/contracts';
import { sql } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import type { FileStore } from '../nouns/files.ts';
import type { Session } from '../session.ts';
import { ofFeed } from './conditions.ts';
import { problemOf } from './file-rows.ts';

/** The latest are found in the index of the feed; only those are joined to their runs. */
export async function arrivalsOf(
  { db }: Session,
  feedId: string,
  { from, to, limit }: Parameters<FileStore['arrivals']>[1],
): Promise<ArrivedFile[]> {
  const latest = db
    .selectFrom('inbound_file')
    .select(['no', 'id', 'name', 'state', 'problem', 'received_at'])
    .where(ofFeed('feed_no', feedId))
    .where('received_at', '>=', columnTime(from))
    .where('received_at', '<', columnTime(to))
    .orderBy('received_at', 'desc')
    .orderBy('no', 'desc')
    .limit(limit);
  const ownRun = sql<number>`(select max(r.no) from run r where r.file_no = file.no and r.kind = 'file')`;
  const hadFailed = sql<number>`exists (select 1 from run r where r.file_no = file.no and r.kind = 'file' and r.problem is not null)`;
  const rows = await db
    .selectFrom(latest.as('file'))
    .leftJoin('run', (join) => join.on('run.no', '=', ownRun))
    .select(['file.id', 'file.name', 'file.state', 'file.problem', 'file.received_at'])
    .select(['run.id as run', 'run.state as run_state', 'run.rows_total', 'run.rows_rejected'])
    .select(hadFailed.as('had_failed'))
    .orderBy('file.received_at')
    .orderBy('file.no')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state as ArrivedFile['state'],
    code: problemOf(row.problem)?.code ?? null,
    receivedAt: instant(row.received_at),
    setAsideFirst: Number(row.had_failed) === 1,
    run: row.run,
    runState: row.run_state as ArrivedFile['runState'],
    rows: row.rows_total,
    rejected: row.rows_rejected ?? 0,
  }));
}
