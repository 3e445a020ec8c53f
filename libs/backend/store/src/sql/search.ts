import { sql } from 'kysely';
import type { Found, FoundKind, SearchStore } from '../nouns/search.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { beginningWith, containing, ofPartner } from './conditions.ts';
import { keysOfFiles } from './file-list.ts';
import { findEntries } from './search-entries.ts';

type Finder = (session: Session, text: string, limit: number, tenant: Tenant) => Promise<Found[]>;

const finders: Readonly<Record<FoundKind, Finder>> = {
  partner: findPartners,
  feed: findFeeds,
  run: findRuns,
  file: findFiles,
  member: findMembers,
  entry: findEntries,
  replay: findReplays,
};

export function searchIn(session: Session): SearchStore {
  return { find: (kind, text, limit, tenant) => finders[kind](session, text, limit, tenant) };
}

/** Partners and feeds are few enough to be looked at one by one. */
async function findPartners(
  { db }: Session,
  text: string,
  limit: number,
  tenant: Tenant,
): Promise<Found[]> {
  const part = text.toLowerCase();
  let query = db
    .selectFrom('partner')
    .select(['id', 'name', 'state'])
    .where(({ or }) => or([beginningWith('id', part), containing('name_folded', part)]));
  if (tenant !== null) query = query.where('id', '=', tenant);
  const rows = await query.orderBy('id').limit(limit).execute();
  return rows.map(({ id, name, state }) => ({ kind: 'partner', id, name, about: [id, state] }));
}

async function findFeeds(
  { db }: Session,
  text: string,
  limit: number,
  tenant: Tenant,
): Promise<Found[]> {
  const part = text.toLowerCase();
  let query = db
    .selectFrom('feed')
    .innerJoin('partner', 'partner.no', 'feed.partner_no')
    .select(['feed.id', 'feed.name', 'feed.state', 'partner.name as partner_name'])
    .where(({ or }) =>
      or([
        beginningWith('feed.id', part),
        beginningWith('feed.code', part),
        sql<boolean>`instr(lower(feed.name), ${part}) > 0`,
      ]),
    );
  if (tenant !== null) query = query.where('partner.id', '=', tenant);
  const rows = await query.orderBy('feed.id').limit(limit).execute();
  return rows.map(({ id, name, state, partner_name }) => ({
    kind: 'feed',
    id,
    name,
    about: [partner_name, state],
  }));
}

async function findRuns(
  { db }: Session,
  text: string,
  limit: number,
  tenant: Tenant,
): Promise<Found[]> {
  let page = db
    .selectFrom('run')
    .select(['no', 'id', 'state', 'partner_no', 'file_no'])
    .where('kind', '<>', 'plan')
    .where(beginningWith('id', text.toLowerCase()));
  if (tenant !== null) page = page.where(ofPartner('partner_no', tenant));
  // Ids made later sort later: the newest runs come first.
  const rows = await db
    .selectFrom(page.orderBy('id', 'desc').limit(limit).as('run'))
    .innerJoin('partner', 'partner.no', 'run.partner_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .select(['run.id', 'run.state', 'partner.name as partner_name', 'inbound_file.name'])
    .orderBy('run.id', 'desc')
    .execute();
  return rows.map(({ id, name, state, partner_name }) => ({
    kind: 'run',
    id,
    name,
    about: [partner_name, state, id],
  }));
}

async function findFiles(
  session: Session,
  text: string,
  limit: number,
  tenant: Tenant,
): Promise<Found[]> {
  const page = await keysOfFiles(session, { q: text, sort: 'newest', limit }, tenant);
  const rows = await session.db
    .selectFrom(page.as('key'))
    .innerJoin('inbound_file as file', 'file.no', 'key.no')
    .leftJoin('partner', 'partner.no', 'file.partner_no')
    .select(['file.id', 'file.name', 'file.state', 'partner.name as partner_name'])
    .orderBy('file.received_at', 'desc')
    .orderBy('file.no', 'desc')
    .limit(limit)
    .execute();
  // A file that belongs to nobody yet is a file all the same.
  return rows.map(({ id, name, state, partner_name }) => ({
    kind: 'file',
    id,
    name,
    about: [...(partner_name === null ? [] : [partner_name]), state],
  }));
}

/** Numbers are compared as they are written; most partners write them in capitals, most people do not. */
async function findMembers(
  session: Session,
  text: string,
  limit: number,
  tenant: Tenant,
): Promise<Found[]> {
  const colon = text.indexOf(':');
  const partners = [
    ...(colon > 0 ? [text.slice(0, colon).toLowerCase()] : []),
    ...(tenant === null ? [] : [tenant]),
  ];
  const number = text.slice(colon + 1);
  // One range each: two at once would be sorted as a whole before the first of them is taken.
  const found = [];
  for (const start of new Set([number, number.toUpperCase()])) {
    found.push(...(await membersBeginning(session, start, limit, partners)));
  }
  return found.slice(0, limit);
}

async function membersBeginning(
  { db }: Session,
  start: string,
  limit: number,
  partners: readonly string[],
): Promise<Found[]> {
  let page = db
    .selectFrom('member')
    .select(['partner_no', 'member_no', 'state'])
    .where(beginningWith('member_no', start));
  for (const partner of partners) page = page.where(ofPartner('partner_no', partner));
  const rows = await db
    .selectFrom(page.orderBy('member_no').orderBy('partner_no').limit(limit).as('member'))
    .innerJoin('partner', 'partner.no', 'member.partner_no')
    .select(['partner.id', 'partner.name as partner_name', 'member.member_no', 'member.state'])
    .orderBy('member.member_no')
    .orderBy('partner.id')
    .execute();
  return rows.map(({ id, member_no, state, partner_name }) => ({
    kind: 'member',
    id: `${id}:${member_no}`,
    name: member_no,
    about: [partner_name, state],
  }));
}

async function findReplays(
  { db }: Session,
  text: string,
  limit: number,
  tenant: Tenant,
): Promise<Found[]> {
  let query = db
    .selectFrom('replay')
    .innerJoin('partner', 'partner.no', 'replay.partner_no')
    .innerJoin('run', 'run.id', 'replay.run_id')
    .select(['replay.id', 'replay.reason', 'run.state', 'partner.name as partner_name'])
    .where(beginningWith('replay.id', text.toLowerCase()));
  if (tenant !== null) query = query.where(ofPartner('replay.partner_no', tenant));
  const rows = await query.orderBy('replay.id', 'desc').limit(limit).execute();
  return rows.map(({ id, reason, state, partner_name }) => ({
    kind: 'replay',
    id,
    name: reason,
    about: [partner_name, state],
  }));
}
