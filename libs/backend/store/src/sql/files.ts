import type { InboundFile, RowProblem } from '@waybill/contracts';
import { type Selectable, sql } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { FileRecord, FileStore, ObjectVersion } from '../nouns/files.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { InboundFileTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { among, ofFeed, ofPartner } from './conditions.ts';
import { statesBefore } from './file-transitions.ts';

const newest: ListOrder = {
  list: 'files',
  columns: [
    { column: 'inbound_file.received_at', part: 'time', direction: 'desc' },
    { column: 'inbound_file.no', part: 'integer', direction: 'desc' },
  ],
};
const taken = ['processing', 'processed', 'archived'] as const;
const keysPerQuery = 500;

export function filesIn(session: Session): FileStore {
  return {
    register: (object, file) => register(session, object, file),

    get: async (id) => {
      const row = await fileRows(session).where('inbound_file.id', '=', id).executeTakeFirst();
      return row === undefined ? null : recordOf(row);
    },

    find: async (id, tenant) => {
      let query = fileRows(session).where('inbound_file.id', '=', id);
      if (tenant !== null) query = query.where('partner.id', '=', tenant);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : fileOf(row);
    },

    list: async ({ partner, feed, state, key, ...page }, tenant) => {
      let query = fileRows(session);
      if (tenant !== null) query = query.where(ofPartner('inbound_file.partner_no', tenant));
      if (partner !== undefined) {
        query = query.where(ofPartner('inbound_file.partner_no', partner));
      }
      if (feed !== undefined) query = query.where(ofFeed('inbound_file.feed_no', feed));
      if (state !== undefined) query = query.where('inbound_file.state', 'in', [...state]);
      if (key !== undefined) query = query.where('inbound_file.object_key', '=', key);
      const rows = await paged(query, newest, page).execute();
      return pageOf(
        rows,
        page.limit,
        newest.list,
        ({ received_at, no }) => [received_at, no],
        fileOf,
      );
    },

    move: (id, from, to, change) => move(session, id, from, to, change),

    twin: async (feedId, sha256, exceptId) => {
      const row = await fileRows(session)
        .where('feed.id', '=', feedId)
        .where('inbound_file.sha256', '=', sha256)
        .where('inbound_file.id', '<>', exceptId)
        .where('inbound_file.state', 'in', [...taken])
        .orderBy('inbound_file.no')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : recordOf(row);
    },

    unknownOf: (objects) => unknownOf(session, objects),
  };
}

async function register(
  session: Session,
  object: ObjectVersion,
  file: { id: string; at: Date },
): Promise<{ file: FileRecord; created: boolean }> {
  const name = object.key.slice(object.key.lastIndexOf('/') + 1);
  const row = {
    id: file.id,
    bucket: object.bucket,
    object_key: object.key,
    version: object.version,
    etag: object.etag,
    sequencer: object.sequencer,
    size_bytes: object.sizeBytes,
    name,
    name_folded: name.toLowerCase(),
    state: 'received',
    received_at: columnTime(file.at),
  };
  let created = true;
  try {
    await session.db.insertInto('inbound_file').values(row).execute();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    created = false;
  }
  const known = await fileRows(session)
    .where('inbound_file.bucket', '=', object.bucket)
    .where('inbound_file.object_key', '=', object.key)
    .where('inbound_file.version', '=', object.version)
    .executeTakeFirstOrThrow();
  return { file: recordOf(known), created };
}

async function move(
  { db }: Session,
  id: string,
  from: readonly InboundFile['state'][],
  to: InboundFile['state'],
  change: Parameters<FileStore['move']>[3],
): Promise<boolean> {
  const legal = statesBefore(to).filter((state) => from.includes(state));
  if (legal.length === 0) return false;
  const { partnerId, feedId, archive, problem } = change;
  const { numUpdatedRows } = await db
    .updateTable('inbound_file')
    .set({ state: to })
    .$if(partnerId !== undefined, (update) =>
      update.set((eb) => ({
        partner_no: eb
          .selectFrom('partner')
          .select('no')
          .where('id', '=', partnerId ?? null),
      })),
    )
    .$if(feedId !== undefined, (update) =>
      update.set((eb) => ({
        feed_no: eb
          .selectFrom('feed')
          .select('no')
          .where('id', '=', feedId ?? null),
      })),
    )
    .$if(problem !== undefined, (update) => update.set({ problem: problemText(problem ?? null) }))
    .$if(change.sha256 !== undefined, (update) => update.set({ sha256: change.sha256 ?? null }))
    .$if(change.duplicateOf !== undefined, (update) =>
      update.set({ duplicate_of: change.duplicateOf ?? null }),
    )
    .$if(archive !== undefined, (update) =>
      update.set({
        archive_bucket: archive?.bucket ?? null,
        archive_key: archive?.key ?? null,
        archived_at: archive === undefined ? null : columnTime(archive.at),
      }),
    )
    .where('id', '=', id)
    .where('state', 'in', legal)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function unknownOf(
  { db, dialect }: Session,
  objects: readonly Pick<ObjectVersion, 'bucket' | 'key' | 'version'>[],
): Promise<string[]> {
  const unknown: string[] = [];
  for (let start = 0; start < objects.length; start += keysPerQuery) {
    const some = objects.slice(start, start + keysPerQuery);
    const keys = some.map(({ key }) => key);
    const rows = await db
      .selectFrom('inbound_file')
      .select(['bucket', 'object_key', 'version'])
      .where(among(dialect, 'object_key', keys))
      .execute();
    const known = new Set(
      rows.map((row) => JSON.stringify([row.bucket, row.object_key, row.version])),
    );
    for (const { bucket, key, version } of some) {
      if (!known.has(JSON.stringify([bucket, key, version]))) unknown.push(key);
    }
  }
  return unknown;
}

function fileRows({ db }: Session) {
  return db
    .selectFrom('inbound_file')
    .leftJoin('partner', 'partner.no', 'inbound_file.partner_no')
    .leftJoin('feed', 'feed.no', 'inbound_file.feed_no')
    .selectAll('inbound_file')
    .select((eb) => [
      'partner.id as partner_id',
      'feed.id as feed_id',
      eb
        .selectFrom('run')
        .select('run.id')
        .whereRef('run.file_no', '=', 'inbound_file.no')
        .where('run.kind', '<>', sql.lit('plan'))
        .orderBy('run.no', 'desc')
        .limit(1)
        .as('last_run'),
    ]);
}

type FileRow = Selectable<InboundFileTable> & {
  partner_id: string | null;
  feed_id: string | null;
  last_run: string | null;
};

function recordOf(row: FileRow): FileRecord {
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

function fileOf(row: FileRow): InboundFile {
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
