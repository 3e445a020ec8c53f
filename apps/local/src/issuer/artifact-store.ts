import { DatabaseSync } from 'node:sqlite';
import { errors } from 'oidc-provider';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

const schema = `
  create table if not exists artifact (
    model text not null, id text not null, payload text not null,
    grant_id text, uid text, consumed_at integer, expires_at integer,
    primary key (model, id)
  ) strict, without rowid;
  create index if not exists artifact_grant on artifact (grant_id) where grant_id is not null;
  create index if not exists artifact_uid on artifact (model, uid) where uid is not null;
  create index if not exists artifact_expiry on artifact (expires_at);
`;

/** Sessions, grants, codes and refresh tokens in one SQLite file, so that a restart signs nobody out. */
export interface ArtifactStore {
  readonly adapter: AdapterFactory;
  close(): void;
}

/** Opens (or creates) the file at `path`. Times are whole seconds since 1970, read from `now`. */
export function openArtifactStore(path: string, now: () => number): ArtifactStore {
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  database.exec(schema);
  database.prepare('delete from artifact where expires_at < ?').run(now());
  return {
    adapter: (model) => adapterOf(database, model, now),
    close: () => {
      database.close();
    },
  };
}

function adapterOf(database: DatabaseSync, model: string, now: () => number): Adapter {
  const upsert = database.prepare(
    `insert into artifact (model, id, payload, grant_id, uid, expires_at) values (?, ?, ?, ?, ?, ?)
     on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
       uid = excluded.uid, expires_at = excluded.expires_at`,
  );
  const columns = 'select payload, consumed_at from artifact where model = ?';
  const byId = database.prepare(`${columns} and id = ?`);
  const byUid = database.prepare(`${columns} and uid = ?`);
  const consume = database.prepare(
    'update artifact set consumed_at = ? where model = ? and id = ? and consumed_at is null returning id',
  );
  const destroy = database.prepare('delete from artifact where model = ? and id = ?');
  const revokeFamily = database.prepare('delete from artifact where grant_id = ?');
  const familyOf = database.prepare('select grant_id from artifact where model = ? and id = ?');

  return {
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn === undefined ? null : now() + expiresIn;
      upsert.run(
        model,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        expiresAt,
      );
    },
    find: async (id) => payloadOf(byId.get(model, id)),
    findByUid: async (uid) => payloadOf(byUid.get(model, uid)),
    findByUserCode: async () => undefined,
    async consume(id) {
      if (consume.get(now(), model, id)) return;
      // Two requests raced with the same one-time token: the loser is a replay, whoever sent it.
      const grantId = familyOf.get(model, id)?.['grant_id'];
      if (typeof grantId === 'string') revokeFamily.run(grantId);
      throw new errors.InvalidGrant('token already used');
    },
    async destroy(id) {
      destroy.run(model, id);
    },
    async revokeByGrantId(grantId) {
      revokeFamily.run(grantId);
    },
  };
}

function payloadOf(row: Record<string, unknown> | undefined): AdapterPayload | undefined {
  if (typeof row?.['payload'] !== 'string') return undefined;
  const payload: AdapterPayload = JSON.parse(row['payload']);
  const consumedAt = row['consumed_at'];
  return typeof consumedAt === 'number' ? { ...payload, consumed: consumedAt } : payload;
}
