import type { Expectation } from '@waybill/contracts';
import { weekdayOf, type Day } from './calendar.ts';
import type { FeedPlan } from './plan.ts';

const sundayFirst = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Files come within a quarter of an hour; three times that is late. */
const graceMinutes = 45;
/** Purchases go up and down with the day of the week, rosters hardly at all. */
const leastPercent = { purchases: 20, roster: 60 };

/** When the files of a feed are due. @param last day of the start, from which weekly files are counted back */
export function expectationOf(feed: FeedPlan, timeZone: string, last: Day): Expectation {
  const percent = feed.purchases === undefined ? leastPercent.roster : leastPercent.purchases;
  return {
    days: daysOf(feed, last),
    at: feed.sentAt,
    timeZone,
    graceMinutes,
    rows: { kind: 'median', percent },
  };
}

function daysOf({ rhythm }: FeedPlan, last: Day): Expectation['days'] {
  if (rhythm === 'every day') return [...sundayFirst];
  // The file of a day is sent on the morning after it.
  if (rhythm === 'weekdays') return ['tue', 'wed', 'thu', 'fri', 'sat'];
  return [sundayFirst[weekdayOf(last - rhythm.sevenDays)] ?? 'sun'];
}
