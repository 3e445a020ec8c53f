import type { InboundFile, RowProblem } from '@waybill/contracts';
import { sql, type Selectable } from 'kysely';
import { instant, instantOrNull } from '../column-time.ts';
import type { FileRecord } from '../nouns/files.ts';
import type { KeysOf } from '../paging/paged-by-state.ts';
import type { InboundFileTable } from '../schema/file-tables.ts';
import type { Session } from '../session.ts';

export type FileRow = Selectable<InboundFileTable> & {
  partner_id: string | null;
  feed_id: string | null;
  last_run: string | null;
};

export function fileRows(session: Session) {
  return named(session, session.db.selectFrom('inbound_file').selectAll('inbound_file'));
}

/** With what a page of files needs to be shown. Joined to the page and not to the table, as with runs. */
export function named({ db }: Session, page: KeysOf<'inbound_file'>) {
  return db
    .selectFrom(page.as('key'))
    .innerJoin('inbound_file', 'inbound_file.no', 'key.no')
    .leftJoin('partner', 'partner.no', 'inbound_file.partner_no')
    .leftJoin('feed', 'feed.no', 'inbound_file.feed_no')
    .selectAll('inbound_file')
    .select(['partner.id as partner_id', 'feed.id as feed_id', lastRun.as('last_run')]);
}

/** Id of the last run over the `inbound_file` of the query; plans of replays are none. */
export const lastRun = sql<string | null>`(
  select run.id from run where run.file_no = inbound_file.no and run.kind <> 'plan'
  order by run.no desc limit 1
)`;

export function recordOf(row: FileRow): FileRecord {
  return {
    id: row.id,
    bucket: row.bucket,
    key: row.object_key,
    version: row.version,
    etag: row.etag,
    sizeBytes: row.size_bytes,
    sequencer: row.sequencer,
    state: row.state as InboundFile['state'],
    feedId: row.feed_id,
    partnerId: row.partner_id,
    sha256: row.sha256,
    archiveBucket: row.archive_bucket,
    archiveKey: row.archive_key,
  };
}

export function fileOf(row: FileRow): InboundFile {
  return {
    id: row.id,
    partner: row.partner_id,
    feed: row.feed_id,
    name: row.name,
    bucket: row.bucket,
    key: row.object_key,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    state: row.state as InboundFile['state'],
    problem: problemOf(row.problem),
    duplicateOf: row.duplicate_of,
    archiveKey: row.archive_key,
    lastRun: row.last_run,
    receivedAt: instant(row.received_at),
    archivedAt: instantOrNull(row.archived_at),
  };
}

export function problemOf(text: string | null): RowProblem | null {
  return text === null ? null : (JSON.parse(text) as RowProblem);
}

export function problemText(problem: RowProblem | null): string | null {
  return problem === null ? null : JSON.stringify(problem);
}
