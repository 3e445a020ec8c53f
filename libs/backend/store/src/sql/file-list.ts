import {
  fileStates,
  type FileSort,
  type FileStats,
  type InboundFile,
  type Page,
} from '@waybill/contracts';
import { columnTime } from '../column-time.ts';
import type { FileFilter, FileStore } from '../nouns/files.ts';
import type { Tenant } from '../nouns/partners.ts';
import { pageOf, sorted, type ListOrder } from '../paging/keyset.ts';
import { pagedByState } from '../paging/paged-by-state.ts';
import type { Session } from '../session.ts';
import { beginningWith, containing, ofFeed, ofPartner } from './conditions.ts';
import { fileOf, named, type FileRow } from './file-rows.ts';

const newestFirst = { column: 'inbound_file.no', part: 'integer', direction: 'desc' } as const;
const orders: Readonly<Record<FileSort, ListOrder & { key: (row: FileRow) => string | number }>> = {
  newest: {
    list: 'files:newest',
    columns: [{ column: 'inbound_file.received_at', part: 'time', direction: 'desc' }, newestFirst],
    key: ({ received_at }) => received_at,
  },
  oldest: {
    list: 'files:oldest',
    columns: [
      { column: 'inbound_file.received_at', part: 'time', direction: 'asc' },
      { column: 'inbound_file.no', part: 'integer', direction: 'asc' },
    ],
    key: ({ received_at }) => received_at,
  },
  largest: {
    list: 'files:largest',
    columns: [
      { column: 'inbound_file.size_bytes', part: 'integer', direction: 'desc' },
      newestFirst,
    ],
    key: ({ size_bytes }) => size_bytes,
  },
};

export async function listFiles(
  session: Session,
  { state, key, sort = 'newest', cursor, limit, ...filter }: Parameters<FileStore['list']>[0],
  tenant: Tenant,
): Promise<Page<InboundFile>> {
  const order = orders[sort];
  let files = shownFiles(session, filter, tenant).selectAll('inbound_file');
  if (key !== undefined) files = files.where('inbound_file.object_key', '=', key);
  const ofStates = state?.map((each) => files.where('inbound_file.state', '=', each));
  const page = pagedByState(session, 'inbound_file', ofStates ?? [files], order, { cursor, limit });
  const rows = await sorted(named(session, page), order).execute();
  return pageOf(rows, limit, order.list, (row) => [order.key(row), row.no], fileOf);
}

/** Counts of all states, so that a screen can offer the others. */
export async function statsOfFiles(
  session: Session,
  filter: FileFilter,
  tenant: Tenant,
): Promise<FileStats> {
  const rows = await shownFiles(session, filter, tenant)
    .select((eb) => ['inbound_file.state', eb.fn.countAll().as('files')])
    .groupBy('inbound_file.state')
    .execute();
  const filesIn = new Map(rows.map((row) => [row.state, Number(row.files)]));
  const states = Object.fromEntries(fileStates.map((name) => [name, filesIn.get(name) ?? 0]));
  const total = Object.values(states).reduce((sum, files) => sum + files, 0);
  return { states: states as FileStats['states'], total };
}

function shownFiles({ db }: Session, filter: FileFilter, tenant: Tenant) {
  let rows = db.selectFrom('inbound_file');
  const { partner, feed, from, to, q } = filter;
  const receivedAt = 'inbound_file.received_at';
  if (tenant !== null) rows = rows.where(ofPartner('inbound_file.partner_no', tenant));
  if (partner !== undefined) rows = rows.where(ofPartner('inbound_file.partner_no', partner));
  if (feed !== undefined) rows = rows.where(ofFeed('inbound_file.feed_no', feed));
  if (from !== undefined) rows = rows.where(receivedAt, '>=', columnTime(new Date(from)));
  if (to !== undefined) rows = rows.where(receivedAt, '<', columnTime(new Date(to)));
  if (q !== undefined) {
    const part = q.toLowerCase();
    rows = rows.where(({ or }) =>
      or([beginningWith('inbound_file.id', part), containing('inbound_file.name_folded', part)]),
    );
  }
  return rows;
}
