import { memberStates, type Member } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import { calendarDateOrNull, columnTime, instant } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { MemberFilter, MemberStore, RosterRow } from '../nouns/members.ts';
import type { Tenant } from '../nouns/partners.ts';
import { pageOf, sorted, type ListOrder } from '../paging/keyset.ts';
import { pagedByState, type KeysOf } from '../paging/paged-by-state.ts';
import type { MemberTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { inKeyOrder } from './key-order.ts';
import { among, beginningWith, ofPartner } from './conditions.ts';
import { balanceOf } from './balances.ts';
import { listEntries } from './ledger-list.ts';
import { historyOf } from './member-history.ts';
import { memberKeyOf } from './member-id.ts';

const key = ['partner_no', 'member_no'] as const;
const rosterColumns = [
  'state',
  'name',
  'email',
  'job_title',
  'department',
  'hired_on',
  'born_on',
  'content_hash',
  'updated_at',
] as const;

const createBare = bulkWriter({
  table: 'member',
  columns: [...key, 'state', 'created_at', 'updated_at'],
  onConflict: { key },
});
const writeRoster = bulkWriter({
  table: 'member',
  columns: [...key, 'created_at', ...rosterColumns],
  onConflict: { key, replace: rosterColumns },
});

const byNumber: ListOrder = {
  list: 'members',
  columns: [
    { column: 'member.partner_no', part: 'integer', direction: 'asc' },
    { column: 'member.member_no', part: 'text', direction: 'asc' },
  ],
};
const lastChangedFirst: ListOrder = {
  list: 'members:changed',
  columns: [
    { column: 'member.updated_at', part: 'time', direction: 'desc' },
    { column: 'member.partner_no', part: 'integer', direction: 'desc' },
    { column: 'member.member_no', part: 'text', direction: 'desc' },
  ],
};
const orders = {
  number: { order: byNumber, keyOf: (row: MemberRow) => [row.partner_no, row.member_no] },
  changed: {
    order: lastChangedFirst,
    keyOf: (row: MemberRow) => [row.updated_at, row.partner_no, row.member_no],
  },
} as const;

export function membersIn(session: Session): MemberStore {
  const { db, dialect } = session;
  return {
    states: async (partnerNo, memberNos) => {
      const rows = await db
        .selectFrom('member')
        .select(['member_no', 'state'])
        .where('partner_no', '=', partnerNo)
        .where(among(dialect, 'member_no', memberNos))
        .execute();
      return new Map(rows.map((row) => [row.member_no, row.state as Member['state']]));
    },

    create: async (partnerNo, memberNos, at) => {
      const time = columnTime(at);
      const sorted = [...new Set(memberNos)].sort(inKeyOrder);
      await createBare(
        session,
        sorted.map((memberNo) => [partnerNo, memberNo, 'active', time, time]),
      );
    },

    rosterHashes: (partnerNo, memberNos) => rosterHashes(session, partnerNo, memberNos),
    upsertRoster: (partnerNo, rows, at) => upsertRoster(session, partnerNo, rows, at),

    find: async (id, tenant) => {
      const { partner, memberNo } = memberKeyOf(id);
      if (tenant !== null && tenant !== partner) return null;
      const found = db
        .selectFrom('member')
        .selectAll('member')
        .where(ofPartner('member.partner_no', partner))
        .where('member.member_no', '=', memberNo);
      const row = await named(session, found).executeTakeFirst();
      return row === undefined ? null : memberOf(row);
    },

    list: (query, tenant) => listMembers(session, query, tenant),

    stats: async (filter, tenant) => {
      const rows = await shownMembers(session, filter, tenant)
        .select((eb) => ['member.state', eb.fn.countAll().as('members')])
        .groupBy('member.state')
        .execute();
      const counts = new Map(rows.map((row) => [row.state, Number(row.members)]));
      const countOf = (state: Member['state']) => counts.get(state) ?? 0;
      const states = {
        active: countOf('active'),
        frozen: countOf('frozen'),
        closed: countOf('closed'),
      };
      return { states, total: states.active + states.frozen + states.closed };
    },

    balance: (id, asOf, now) => balanceOf(session, id, asOf, now),
    history: (id) => historyOf(session, id),
    entries: (id, query) => listEntries(session, { ...query, member: id }, null),
  };
}

async function listMembers(
  session: Session,
  { sort = 'number', state, cursor, limit, ...filter }: Parameters<MemberStore['list']>[0],
  tenant: Tenant,
): ReturnType<MemberStore['list']> {
  const { order, keyOf } = orders[sort];
  const members = shownMembers(session, filter, tenant);
  // Within a partner, and of those whose number begins so, there are few, and their index has no state.
  const isNarrow = [tenant ?? undefined, filter.partner, filter.q].some(
    (each) => each !== undefined,
  );
  const queries =
    isNarrow || (sort === 'number' && state === undefined)
      ? [state ? members.where('member.state', 'in', [...state]) : members]
      : (state ?? memberStates).map((each) => members.where('member.state', '=', each));
  const page = pagedByState(session, 'member', queries, order, { cursor, limit });
  const rows = await sorted(named(session, page), order).execute();
  return pageOf(rows, limit, order.list, keyOf, memberOf);
}

function shownMembers({ db }: Session, { partner, q }: MemberFilter, tenant: Tenant) {
  let members = db.selectFrom('member');
  if (tenant !== null) members = members.where(ofPartner('member.partner_no', tenant));
  if (partner !== undefined) members = members.where(ofPartner('member.partner_no', partner));
  if (q !== undefined) members = members.where(beginningWith('member.member_no', q));
  return members;
}

async function rosterHashes(
  { db, dialect }: Session,
  partnerNo: number,
  memberNos: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('member')
    .select(['member_no', 'content_hash'])
    .where('partner_no', '=', partnerNo)
    .where('content_hash', 'is not', null)
    .where(among(dialect, 'member_no', memberNos))
    .execute();
  return new Map(rows.map((row) => [row.member_no, row.content_hash ?? 0]));
}

async function upsertRoster(
  session: Session,
  partnerNo: number,
  rows: readonly RosterRow[],
  at: Date,
): Promise<void> {
  const time = columnTime(at);
  const sorted = rows.toSorted((a, b) => inKeyOrder(a.memberNo, b.memberNo));
  await writeRoster(
    session,
    sorted.map((row) => [
      partnerNo,
      row.memberNo,
      time,
      row.state,
      row.name,
      row.email,
      row.jobTitle,
      row.department,
      row.hiredOn,
      row.bornOn,
      row.contentHash,
      time,
    ]),
  );
}

/** Joined to the page and not to the table, as with runs. */
function named({ db }: Session, page: KeysOf<'member'>) {
  return db
    .selectFrom(page.as('key'))
    .innerJoin('member', (on) =>
      on
        .onRef('member.partner_no', '=', 'key.partner_no')
        .onRef('member.member_no', '=', 'key.member_no'),
    )
    .innerJoin('partner', 'partner.no', 'member.partner_no')
    .selectAll('member')
    .select('partner.id as partner_id');
}

type MemberRow = Selectable<MemberTable> & { partner_id: string };

function memberOf(row: MemberRow): Member {
  return {
    id: `${row.partner_id}:${row.member_no}`,
    partner: row.partner_id,
    memberNo: row.member_no,
    state: row.state as Member['state'],
    name: row.name,
    email: row.email,
    jobTitle: row.job_title,
    department: row.department,
    hiredOn: calendarDateOrNull(row.hired_on),
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}
