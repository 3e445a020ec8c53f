import type { FileDetail } from '@waybill/contracts';
import { instant, instantOrNull } from '../column-time.ts';
import type { FileSurroundings } from '../nouns/files.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { ofPartner } from './conditions.ts';
import { countsOf } from './run-list.ts';

const twinsMax = 20;
const runsMax = 100;

export async function surroundingsOf(
  session: Session,
  id: string,
  tenant: Tenant,
): Promise<FileSurroundings | null> {
  let query = session.db
    .selectFrom('inbound_file')
    .select(['no', 'sha256', 'archive_bucket', 'rejected_at'])
    .where('id', '=', id);
  if (tenant !== null) query = query.where(ofPartner('inbound_file.partner_no', tenant));
  const file = await query.executeTakeFirst();
  if (file === undefined) return null;
  const [twins, runs] = await Promise.all([
    file.sha256 === null ? [] : twinsOf(session, { no: file.no, sha256: file.sha256 }, tenant),
    runsOf(session, file.no),
  ]);
  return {
    archiveBucket: file.archive_bucket,
    rejectedAt: instantOrNull(file.rejected_at),
    twins,
    runs,
  };
}

async function twinsOf(
  { db }: Session,
  { no, sha256 }: { no: number; sha256: string },
  tenant: Tenant,
): Promise<FileDetail['twins']> {
  let query = db
    .selectFrom('inbound_file')
    .leftJoin('feed', 'feed.no', 'inbound_file.feed_no')
    .select([
      'inbound_file.id',
      'inbound_file.name',
      'inbound_file.state',
      'feed.id as feed',
      'inbound_file.received_at',
    ])
    .where('inbound_file.sha256', '=', sha256)
    .where('inbound_file.no', '<>', no);
  if (tenant !== null) query = query.where(ofPartner('inbound_file.partner_no', tenant));
  const rows = await query.orderBy('inbound_file.no').limit(twinsMax).execute();
  return rows.map(({ state, received_at, ...twin }) => ({
    ...twin,
    state: state as FileDetail['state'],
    receivedAt: instant(received_at),
  }));
}

async function runsOf({ db }: Session, fileNo: number): Promise<FileDetail['runs']> {
  const rows = await db
    .selectFrom('run')
    .selectAll()
    .where('file_no', '=', fileNo)
    .where('kind', '<>', 'plan')
    .orderBy('no', 'desc')
    .limit(runsMax)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as FileDetail['runs'][number]['kind'],
    state: row.state as FileDetail['runs'][number]['state'],
    counts: countsOf(row),
    queuedAt: instant(row.queued_at),
    finishedAt: instantOrNull(row.finished_at),
  }));
}
