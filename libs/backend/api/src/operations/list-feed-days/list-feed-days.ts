import type { FeedCalendar, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { FeedStore, FileStore } from '@waybill/store';
import { feedCalendar, usualRange } from '../../feed-calendar.ts';

export interface ListFeedDaysPorts {
  database: { feeds: Pick<FeedStore, 'schedules'>; files: Pick<FileStore, 'arrivals'> };
  clock: Clock;
}

/** A page of feeds, each with its days: worked out from what is expected now and what came, so that it is never out of date. */
export async function listFeedDays(
  { query, caller }: Asked<typeof operations.listFeedDays>,
  { database, clock }: ListFeedDaysPorts,
): Promise<Result<Page<FeedCalendar>>> {
  const { from, to, ...page } = query;
  const now = clock.now();
  const range = usualRange(now, { ...(from && { from }), ...(to && { to }) });
  const { items, next } = await database.feeds.schedules(page, caller.partner);
  const calendars = items.map((feed) => feedCalendar(feed, database.files, range, now));
  return success({ items: await Promise.all(calendars), next });
}
