import type { InboundFile } from '@waybill/contracts';
import { columnTime } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { FileRecord, FileStore, ObjectVersion } from '../nouns/files.ts';
import type { Session } from '../session.ts';
import { arrivalsOf } from './arrivals.ts';
import { among } from './conditions.ts';
import { rejectFile, reopenFile } from './file-decisions.ts';
import { listFiles, statsOfFiles } from './file-list.ts';
import { wordsOf, writeNameParts } from './file-names.ts';
import { fileOf, fileRows, problemText, recordOf } from './file-rows.ts';
import { surroundingsOf } from './file-surroundings.ts';
import { statesBefore } from './file-transitions.ts';

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

    list: (query, tenant) => listFiles(session, query, tenant),
    stats: (query, tenant) => statsOfFiles(session, query, tenant),
    surroundings: (id, tenant) => surroundingsOf(session, id, tenant),
    arrivals: (feedId, span) => arrivalsOf(session, feedId, span),

    move: (id, from, to, change) => move(session, id, from, to, change),
    reject: (id, at) => rejectFile(session, id, at),
    reopen: (id, since) => reopenFile(session, id, since),

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
    name_words: wordsOf(name),
    state: 'received',
    received_at: columnTime(file.at),
  };
  let created = true;
  try {
    await session.atomically(async (tx) => {
      const { insertId } = await tx.db
        .insertInto('inbound_file')
        .values(row)
        .executeTakeFirstOrThrow();
      await writeNameParts(tx, [{ no: Number(insertId), words: row.name_words }]);
    });
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
