import type { Feed, Page } from '@waybill/contracts';
import type { FeedStore, ScheduledFeed } from '../nouns/feeds.ts';
import type { Tenant } from '../nouns/partners.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { expectationOf } from './feed-expectation.ts';

const byId: ListOrder = {
  list: 'feed-schedules',
  columns: [{ column: 'feed.id', part: 'text', direction: 'asc' }],
};

export async function feedSchedules(
  session: Session,
  { partner, feed, ...page }: Parameters<FeedStore['schedules']>[0],
  tenant: Tenant,
): Promise<Page<ScheduledFeed>> {
  let query = scheduleRows(session);
  if (partner !== undefined) query = query.where('partner.id', '=', partner);
  if (feed !== undefined) query = query.where('feed.id', '=', feed);
  if (tenant !== null) query = query.where('partner.id', '=', tenant);
  const rows = await paged(query, byId, page).execute();
  return pageOf(rows, page.limit, byId.list, ({ id }) => [id], scheduleOf);
}

function scheduleRows({ db }: Session) {
  return db
    .selectFrom('feed')
    .innerJoin('partner', 'partner.no', 'feed.partner_no')
    .select(['feed.id', 'feed.name', 'feed.state', 'feed.expectation'])
    .select(['partner.id as partner', 'partner.time_zone']);
}

type ScheduleRow = Awaited<ReturnType<ReturnType<typeof scheduleRows>['execute']>>[number];

function scheduleOf(row: ScheduleRow): ScheduledFeed {
  return {
    id: row.id,
    partner: row.partner,
    name: row.name,
    state: row.state as Feed['state'],
    expectation: expectationOf(row.expectation),
    timeZone: row.time_zone,
  };
}
