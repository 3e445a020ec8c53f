import type { ArrivedFile, FeedCalendar, FeedDay } from '@waybill/contracts';
import type { FileStore, ScheduledFeed } from '@waybill/store';
import { feedDays, nextDueTimes, type Arrival } from '@waybill/tabular';

/** First and last local day. */
export interface DayRange {
  from: string;
  to: string;
}

const dayMs = 86_400_000;
/** Zones are at most 14 hours from UTC, and a file may come a week after it was due. */
const marginMs = 8 * dayMs;
const filesPerFeedMax = 2_000;
const filesPerDayMax = 20;
const pending = ['received', 'assigned', 'processing'];
const takenIn = ['processed', 'archived'];

/** A feed's days as they stand now. */
export async function feedCalendar(
  feed: ScheduledFeed,
  files: Pick<FileStore, 'arrivals'>,
  { from, to }: DayRange,
  now: Date,
): Promise<FeedCalendar> {
  const arrived = await files.arrivals(feed.id, {
    from: new Date(Date.parse(from) - marginMs),
    to: new Date(Date.parse(to) + marginMs),
    limit: filesPerFeedMax,
  });
  const { id, expectation, timeZone, ...rest } = feed;
  const days = feedDays({
    expectation,
    timeZone,
    files: arrived.map(asArrival),
    from,
    to,
    now: now.getTime(),
  });
  const [next] = expectation === null ? [] : nextDueTimes(expectation, now.getTime(), 1);
  return {
    feed: id,
    ...rest,
    expectation,
    timeZone: expectation?.timeZone ?? timeZone,
    nextDueAt: next === undefined ? null : instantOf(next.due),
    days: days.map((day) => shown(day)),
  };
}

/** The days to show when nobody says which: two weeks, and tomorrow. */
export function usualRange(now: Date, given: Partial<DayRange>): DayRange {
  const to = given.to ?? dayAfter(given.from ?? dayOf(now), given.from === undefined ? 1 : 14);
  return { from: given.from ?? dayAfter(to, -14), to };
}

type KnownArrival = Arrival & { file: ArrivedFile };

function asArrival(file: ArrivedFile): KnownArrival {
  return { file, receivedAt: Date.parse(file.receivedAt), worth: worthOf(file) };
}

function worthOf({ state, code, runState, setAsideFirst }: ArrivedFile): Arrival['worth'] {
  if (state === 'quarantined' && code === 'GUARD-001') return 'held';
  const isUsable = pending.includes(state) || (takenIn.includes(state) && runState !== 'failed');
  if (!isUsable) return 'unusable';
  return setAsideFirst ? 'mended' : 'usable';
}

function shown({
  day,
  state,
  dueAt,
  files,
}: ReturnType<typeof feedDays<KnownArrival>>[number]): FeedDay {
  const all = files.map(({ file }) => file);
  return {
    day,
    state,
    dueAt: dueAt === null ? null : instantOf(dueAt),
    files: all.slice(0, filesPerDayMax),
    fileCount: all.length,
    rows: all.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
    rejected: all.reduce((sum, { rejected }) => sum + rejected, 0),
  };
}

function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function dayAfter(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * dayMs));
}
