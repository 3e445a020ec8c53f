import { instantAt, isWeekend, written, type Day } from './calendar.ts';
import type { Deed } from './deeds.ts';
import { incident } from './incidents.ts';
import { hafenwerk } from './partners/hafenwerk.ts';

/** What people put right during the story; the rest is left to whoever looks at it. */
export function repairs(last: Day): Deed[] {
  return [assigned(last), ...replayed(last)];
}

function assigned(last: Day): Deed {
  const day = last - incident('wrong-folder').days.from;
  return {
    kind: 'assign-file',
    at: instantAt(day, '07:05', 'America/New_York'),
    by: 'support',
    key: `acme/purchase/purchases-${written(day - 1)}.csv`,
    feed: 'acme.purchases',
    reason:
      'Dropped into the folder “purchase”; the partner confirmed that it is their daily file.',
  };
}

/** When the roster had come that names the new people, their rows were replayed, file by file. */
function replayed(last: Day): Deed[] {
  const { feed: feedId, days } = incident('roster-behind');
  const feed = hafenwerk.feeds.find(({ code }) => feedId.endsWith(`.${code}`));
  if (feed === undefined) return [];
  const roster = last - days.to + 1;
  return Array.from({ length: days.from - days.to + 1 }, (_, at) => last - days.from + at)
    .filter((day) => !isWeekend(day - 1))
    .map((day, at) => ({
      kind: 'replay-failed-rows' as const,
      at: new Date(instantAt(roster, '10:20', 'Europe/Berlin').getTime() + at * 240_000),
      by: 'support' as const,
      key: `${feedId.replace('.', '/')}/${feed.fileName(day - 1)}`,
      reason: 'The roster that names the new people has come.',
    }));
}
