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
import { pagedByState, type KeysOf } from '../paging/paged-by-state.ts';
import type { Session } from '../session.ts';
import { ofPartner, ofPartnerOrFeed } from './conditions.ts';
import { countMax, filesCalled, type Called } from './file-names.ts';
import { fileOf, named, type FileRow } from './file-rows.ts';
import { counted, pagedByName } from './paged-by-name.ts';

type FileQuery = Parameters<FileStore['list']>[0];

const newestFirst = { column: 'inbound_file.no', part: 'integer', direction: 'desc' } as const;
interface FileOrder extends ListOrder {
  readonly key: (row: FileRow) => string | number;
  /** Has the order of everybody's files; within a partner or a feed another index has it. */
  readonly indexOfAll?: string;
}
const orders: Readonly<Record<FileSort, FileOrder>> = {
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
    indexOfAll: 'file_largest',
  },
};

export async function listFiles(
  session: Session,
  { sort = 'newest', ...query }: FileQuery,
  tenant: Tenant,
): Promise<Page<InboundFile>> {
  const order = orders[sort];
  const keys = await keysOfFiles(session, { sort, ...query }, tenant);
  const rows = await sorted(named(session, keys), order).execute();
  return pageOf(rows, query.limit, order.list, (row) => [order.key(row), row.no], fileOf);
}

/** The keys of a page, for whoever shows less of its files. */
export async function keysOfFiles(
  session: Session,
  { state, key, sort = 'newest', cursor, limit, q, ...filter }: FileQuery,
  tenant: Tenant,
): Promise<KeysOf<'inbound_file'>> {
  const order = orders[sort];
  const { indexOfAll } = order;
  const called = q === undefined ? null : await filesCalled(session, q, tenant);
  const owner = tenant ?? filter.partner ?? filter.feed;
  const table =
    indexOfAll === undefined || owner === undefined
      ? 'inbound_file'
      : session.dialect.without(indexOfAll, 'inbound_file');
  let files = shownFiles(session, filter, tenant, called?.many ? null : called, table);
  if (key !== undefined) files = files.where('inbound_file.object_key', '=', key);
  const byState = state?.map((each) => files.where('inbound_file.state', '=', each)) ?? [files];
  const place = { cursor, limit };
  if (!called?.many) return pagedByState(session, 'inbound_file', byState, order, place);
  const all = state ? files.where('inbound_file.state', 'in', [...state]) : files;
  return pagedByName(session, 'inbound_file', { byState, all }, called.many, order, place);
}

/** Counts of all states, so that a screen can offer the others. */
export async function statsOfFiles(
  session: Session,
  { q, ...filter }: FileFilter,
  tenant: Tenant,
): Promise<FileStats> {
  const called = q === undefined ? null : await filesCalled(session, q, tenant);
  const files = shownFiles(session, filter, tenant, called?.many ? null : called);
  const rows = await session.db
    .selectFrom(counted('inbound_file', files, called).as('file'))
    .select((eb) => ['file.state', eb.fn.countAll().as('files')])
    .groupBy('file.state')
    .execute();
  const filesIn = new Map(rows.map((row) => [row.state, Number(row.files)]));
  const states = Object.fromEntries(fileStates.map((name) => [name, filesIn.get(name) ?? 0]));
  const total = Object.values(states).reduce((sum, files) => sum + files, 0);
  const isMore = called?.isMany === true && total === countMax;
  return { states: states as FileStats['states'], total, ...(isMore ? { more: true } : {}) };
}

function shownFiles(
  { db }: Session,
  filter: FileFilter,
  tenant: Tenant,
  called: Called | null,
  table: 'inbound_file' = 'inbound_file',
) {
  let rows = db.selectFrom(table);
  const { from, to } = filter;
  const receivedAt = 'inbound_file.received_at';
  if (tenant !== null) rows = rows.where(ofPartner('inbound_file.partner_no', tenant));
  for (const owned of ofPartnerOrFeed('inbound_file', filter)) rows = rows.where(owned);
  if (from !== undefined) rows = rows.where(receivedAt, '>=', columnTime(new Date(from)));
  if (to !== undefined) rows = rows.where(receivedAt, '<', columnTime(new Date(to)));
  if (called !== null) rows = rows.where(called.condition);
  return rows;
}
