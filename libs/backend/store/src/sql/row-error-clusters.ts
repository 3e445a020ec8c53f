import type { RowErrorCluster, RowProblem } from '@waybill/contracts';
import { sql } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { RowErrorFilter } from '../nouns/row-errors.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';
import { groupsOf } from './row-error-groups.ts';

const clustersMax = 500;
const trendDays = 14;
const msPerDay = 86_400_000;

/** A row's place as one number, so that `min` finds the first row; run numbers stay far below 2 ** 21. */
const rowsPerRun = 2 ** 32;
const place = sql<number>`alike.run_no * ${sql.lit(rowsPerRun)} + alike.first_row`;

/** Grouped by the first problem of each row, so that the groups add up to the rows. */
export async function clustersOf(
  session: Session,
  filter: RowErrorFilter,
  tenant: Tenant,
  now: Date,
): Promise<RowErrorCluster[]> {
  const groups = await groupsOf(session, filter, tenant)
    .innerJoin('feed', 'feed.no', 'alike.feed_no')
    .innerJoin('partner', 'partner.no', 'alike.partner_no')
    .select((eb) => [
      'alike.code',
      'alike.column_name',
      'feed.id as feed',
      'partner.id as partner',
      eb.fn.min('alike.name').as('name'),
      eb.fn.sum('alike.rows_alike').as('rows_in_it'),
      eb.fn.count('alike.run_no').distinct().as('runs'),
      eb.fn.min('alike.found_at').as('first_seen'),
      eb.fn.max('alike.found_at').as('last_seen'),
      sql<number>`min(${place})`.as('first'),
    ])
    .groupBy(['alike.code', 'alike.column_name', 'feed.id', 'partner.id'])
    .orderBy('rows_in_it', 'desc')
    .orderBy('alike.code')
    .orderBy('alike.column_name')
    .orderBy('feed.id')
    .limit(clustersMax)
    .execute();
  const [messages, trends] = await Promise.all([
    messagesAt(
      session,
      groups.map(({ first }) => Number(first)),
    ),
    trendsOf(session, filter, tenant, now),
  ]);
  return groups.map((group) => ({
    code: group.code,
    name: group.name,
    column: group.column_name === '' ? null : group.column_name,
    feed: group.feed,
    partner: group.partner,
    rows: Number(group.rows_in_it),
    runs: Number(group.runs),
    example: messages.get(Number(group.first)) ?? '',
    firstSeen: instant(group.first_seen),
    lastSeen: instant(group.last_seen),
    trend: trends.get(nameOf(group)) ?? Array.from({ length: trendDays }, () => 0),
  }));
}

function nameOf(group: { code: string; column_name: string | null; feed: string }): string {
  return JSON.stringify([group.code, group.column_name, group.feed]);
}

/** Rows of each of the last days by group, oldest day first. */
async function trendsOf(
  session: Session,
  filter: RowErrorFilter,
  tenant: Tenant,
  now: Date,
): Promise<Map<string, number[]>> {
  const firstDay = Math.floor(now.getTime() / msPerDay) - trendDays + 1;
  const day = sql<string>`substr(cast(alike.found_at as char), 1, 10)`;
  const rows = await groupsOf(session, filter, tenant)
    .innerJoin('feed', 'feed.no', 'alike.feed_no')
    .select((eb) => [
      'alike.code',
      'alike.column_name',
      'feed.id as feed',
      day.as('day'),
      eb.fn.sum('alike.rows_alike').as('rows_in_it'),
    ])
    .where('alike.found_at', '>=', columnTime(new Date(firstDay * msPerDay)))
    .groupBy(['alike.code', 'alike.column_name', 'feed.id', day])
    .execute();
  const trends = new Map<string, number[]>();
  for (const row of rows) {
    const trend = trends.get(nameOf(row)) ?? Array.from({ length: trendDays }, () => 0);
    const at = Math.floor(Date.parse(row.day) / msPerDay) - firstDay;
    if (at < trendDays) trend[at] = (trend[at] ?? 0) + Number(row.rows_in_it);
    trends.set(nameOf(row), trend);
  }
  return trends;
}

async function messagesAt(
  { db, dialect }: Session,
  places: readonly number[],
): Promise<Map<number, string>> {
  if (places.length === 0) return new Map();
  const rowsOfRun = new Map<number, number[]>();
  for (const each of places) {
    const runNo = Math.floor(each / rowsPerRun);
    rowsOfRun.set(runNo, [...(rowsOfRun.get(runNo) ?? []), each % rowsPerRun]);
  }
  const ofRuns = [...rowsOfRun].map(
    ([runNo, rowNos]) => sql`(run_no = ${runNo} and ${among(dialect, 'row_no', rowNos)})`,
  );
  const rows = await db
    .selectFrom('row_error')
    .select(['run_no', 'row_no', 'problems'])
    .where(sql<boolean>`(${sql.join(ofRuns, sql` or `)})`)
    .execute();
  return new Map(
    rows.map(({ run_no, row_no, problems }) => {
      const [first] = JSON.parse(problems) as RowProblem[];
      return [run_no * rowsPerRun + row_no, first?.message ?? ''];
    }),
  );
}
