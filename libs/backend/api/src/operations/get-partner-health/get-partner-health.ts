import type { FeedCalendar, FeedDay, operations, PartnerHealth } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';
import { feedCalendar } from '../../feed-calendar.ts';
import { monthOf } from './month.ts';

export interface GetPartnerHealthFailure {
  code: 'not-found';
  id: string;
}

export interface GetPartnerHealthPorts {
  database: Pick<Nouns, 'partners' | 'feeds' | 'files' | 'rowErrors' | 'driftEvents' | 'runs'>;
  clock: Clock;
}

const dayMs = 86_400_000;
const monthDays = 30;
const feedsMax = 200;
const driftMax = 100;

/** What a partner's page says at its top. Each figure is that of the list behind it, under the same filter. */
export async function getPartnerHealth(
  { params, caller }: Asked<typeof operations.getPartnerHealth>,
  { database, clock }: GetPartnerHealthPorts,
): Promise<Result<PartnerHealth, GetPartnerHealthFailure>> {
  const partner = params.partnerId;
  const tenant = caller.partner;
  if (!(await database.partners.find(partner, tenant)))
    return failure({ code: 'not-found', id: partner });
  const now = clock.now();
  const from = new Date(now.getTime() - monthDays * dayMs).toISOString();
  const [calendars, latest, fileStats, errorStats, drift, runStats] = await Promise.all([
    calendarsOf(database, partner, now),
    database.files.list({ partner, limit: 1 }, tenant),
    database.files.stats({ partner }, tenant),
    database.rowErrors.stats({ partner }, tenant),
    database.driftEvents.list({ partner, state: ['open'], limit: driftMax }, tenant),
    database.runs.stats({ partner, from, bucket: 'day' }, tenant),
  ]);
  const [file] = latest.items;
  const { unassigned, quarantined } = fileStats.states;
  return success({
    lastFile: file
      ? { id: file.id, name: file.name, feed: file.feed, receivedAt: file.receivedAt }
      : null,
    nextDue: nextDueOf(calendars),
    feeds: {
      active: calendars.filter(({ state }) => state === 'active').length,
      paused: calendars.filter(({ state }) => state === 'paused').length,
      late: calendars.filter((feed) => hasDay(feed, 'late')).length,
      missing: calendars.filter((feed) => hasDay(feed, 'missing')).length,
    },
    openRowErrors: errorStats.states.open,
    filesWaiting: { unassigned, quarantined },
    openDrift: drift.items.length,
    month: monthOf(runStats, from),
  });
}

async function calendarsOf(
  { feeds, files }: GetPartnerHealthPorts['database'],
  partner: string,
  now: Date,
): Promise<FeedCalendar[]> {
  const { items } = await feeds.schedules({ partner, limit: feedsMax }, null);
  const [from, to] = [-7, 1].map((days) =>
    new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10),
  );
  const range = { from: from ?? '', to: to ?? '' };
  return Promise.all(items.map((feed) => feedCalendar(feed, files, range, now)));
}

function hasDay({ state, days }: FeedCalendar, wanted: FeedDay['state']): boolean {
  return state === 'active' && days.some((day) => day.state === wanted);
}

function nextDueOf(calendars: readonly FeedCalendar[]): PartnerHealth['nextDue'] {
  const due = calendars.flatMap(({ feed, state, nextDueAt }) =>
    nextDueAt === null || state !== 'active' ? [] : [{ feed, at: nextDueAt }],
  );
  return due.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}
