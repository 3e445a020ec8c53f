import { createHash } from 'node:crypto';
import type { DriftEvent } from '@waybill/contracts';
import { sql, type Selectable, type SelectQueryBuilder } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { DriftEventStore, SeenDrift } from '../nouns/drift-events.ts';
import { pageOf, paged, sorted, type ListOrder } from '../paging/keyset.ts';
import type { DriftEventTable, Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { ofFeed, ofPartner } from './conditions.ts';

const newest: ListOrder = {
  list: 'drift-events',
  columns: [{ column: 'drift_event.no', part: 'integer', direction: 'desc' }],
};

export function driftEventsIn(session: Session): DriftEventStore {
  const { db } = session;
  return {
    see: (runNo, drifts, at) => session.atomically((tx) => see(tx, runNo, drifts, at)),

    find: async (id, tenant) => {
      let query = db.selectFrom('drift_event').selectAll('drift_event').where('id', '=', id);
      if (tenant !== null) query = query.where(ofPartner('drift_event.partner_no', tenant));
      const row = await named(session, query).executeTakeFirst();
      return row === undefined ? null : eventOf(row);
    },

    list: async ({ partner, feed, state, ...page }, tenant) => {
      let query = db.selectFrom('drift_event').selectAll('drift_event');
      if (tenant !== null) query = query.where(ofPartner('drift_event.partner_no', tenant));
      if (partner !== undefined) query = query.where(ofPartner('drift_event.partner_no', partner));
      if (feed !== undefined) query = query.where(ofFeed('drift_event.feed_no', feed));
      if (state !== undefined) query = query.where('drift_event.state', 'in', [...state]);
      const rows = await sorted(named(session, paged(query, newest, page)), newest).execute();
      return pageOf(rows, page.limit, newest.list, ({ no }) => [no], eventOf);
    },

    decide: async (id, from, { state, by, at, reason, bundleVersion }) => {
      const { numUpdatedRows } = await db
        .updateTable('drift_event')
        .set({
          state,
          decided_by: by,
          decided_at: at === null ? null : columnTime(at),
          reason,
          bundle_version: bundleVersion,
        })
        .where('id', '=', id)
        .where('state', 'in', [...from])
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
  };
}

async function see(
  { db }: Session,
  runNo: number,
  drifts: Parameters<DriftEventStore['see']>[1],
  at: Date,
): Promise<void> {
  if (drifts.length === 0) return;
  const run = await db
    .selectFrom('run')
    .select(['no as run_no', 'partner_no', 'feed_no', 'file_no'])
    .where('no', '=', runNo)
    .executeTakeFirstOrThrow();
  for (const drift of drifts.toSorted(bySignature)) {
    if (await seenAgain(db, run, drift, at)) continue;
    try {
      await db
        .insertInto('drift_event')
        .values(newRow(run, drift, at))
        .execute();
    } catch (error) {
      // A run beside this one was first to see it.
      if (!isDuplicate(error)) throw error;
      await seenAgain(db, run, drift, at);
    }
  }
}

interface SeeingRun {
  run_no: number;
  partner_no: number;
  feed_no: number;
  file_no: number;
}

async function seenAgain(
  db: Session['db'],
  run: SeeingRun,
  drift: SeenDrift,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('drift_event')
    .set({
      // Another attempt at the same file is no second file. MySQL sets from left to right, so the count comes first.
      times: sql`times + case when file_no = ${run.file_no} then 0 else 1 end`,
      state: sql`case state when 'rejected' then 'open' else state end`,
      file_no: run.file_no,
      run_no: run.run_no,
      last_seen_at: columnTime(at),
    })
    .where('feed_no', '=', run.feed_no)
    .where('signature', '=', signatureOf(drift))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

function newRow(run: SeeingRun, drift: SeenDrift & { id: string }, at: Date) {
  const time = columnTime(at);
  return {
    ...run,
    id: drift.id,
    signature: signatureOf(drift),
    kind: drift.kind,
    column_name: drift.column,
    found_name: drift.found,
    similarity: drift.suggestion?.similarity ?? null,
    suggestion: drift.suggestion?.reason ?? null,
    state: 'open',
    times: 1,
    first_seen_at: time,
    last_seen_at: time,
  };
}

/** In one order for all, so that two runs of a feed never wait for each other. */
function bySignature(one: SeenDrift, other: SeenDrift): number {
  return signatureOf(one) < signatureOf(other) ? -1 : 1;
}

function signatureOf({ kind, column, found }: SeenDrift): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, column, found]))
    .digest('hex');
}

type DriftRow = Selectable<DriftEventTable> & {
  partner: string;
  feed: string;
  file: string;
  file_name: string;
  run: string;
};

/** Joined to the page and not to the table, as with runs. */
function named(
  { db }: Session,
  page: SelectQueryBuilder<Tables, 'drift_event', Selectable<DriftEventTable>>,
) {
  return db
    .selectFrom(page.as('drift_event'))
    .innerJoin('partner', 'partner.no', 'drift_event.partner_no')
    .innerJoin('feed', 'feed.no', 'drift_event.feed_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'drift_event.file_no')
    .innerJoin('run', 'run.no', 'drift_event.run_no')
    .selectAll('drift_event')
    .select([
      'partner.id as partner',
      'feed.id as feed',
      'inbound_file.id as file',
      'inbound_file.name as file_name',
      'run.id as run',
    ]);
}

function eventOf(row: DriftRow): DriftEvent {
  const { similarity, suggestion } = row;
  return {
    id: row.id,
    partner: row.partner,
    feed: row.feed,
    kind: row.kind as DriftEvent['kind'],
    column: row.column_name,
    found: row.found_name,
    suggestion:
      similarity === null || suggestion === null ? null : { similarity, reason: suggestion },
    state: row.state as DriftEvent['state'],
    times: row.times,
    file: { id: row.file, name: row.file_name },
    run: row.run,
    firstSeenAt: instant(row.first_seen_at),
    lastSeenAt: instant(row.last_seen_at),
    decidedBy: row.decided_by,
    decidedAt: instantOrNull(row.decided_at),
    reason: row.reason,
    bundleVersion: row.bundle_version,
  };
}
