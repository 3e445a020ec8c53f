import { instantAt, isWeekend, written, type Day } from './calendar.ts';
import type { Deed } from './deeds.ts';
import { incident } from './incidents.ts';
import { hafenwerk } from './partners/hafenwerk.ts';
import { karooRules } from './partners/karoo.ts';
import { pipeworksRules } from './partners/pipeworks.ts';

/** What people put right during the story; the rest is left to whoever looks at it. */
export function repairs(last: Day): Deed[] {
  return [
    assigned(last),
    ...replayed(last),
    ...rulesChanged(last),
    ...settled(last),
    askedFor(last),
  ];
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

/** The second version doubled the points; the third is as the first was. */
function rulesChanged(last: Day): Deed[] {
  const { feed, days } = incident('points-doubled');
  const change = { kind: 'change-rules', by: 'author', feed } as const;
  return [
    {
      ...change,
      at: instantAt(last - days.from - 1, '16:05', 'Europe/London'),
      rules: pipeworksRules(2),
      reason: 'Points for the anniversary week.',
    },
    {
      ...change,
      at: instantAt(last - days.to, '11:30', 'Europe/London'),
      rules: pipeworksRules(1),
      reason: 'Every basket earned twice what the campaign promised; back to what was before.',
    },
  ];
}

/** Somebody has to decide on it. */
function askedFor(last: Day): Deed {
  return {
    kind: 'ask-for-other-rules',
    at: instantAt(last - 1, '15:20', 'Africa/Johannesburg'),
    by: 'author',
    feed: 'karoo.canteen',
    rules: karooRules('large-baskets'),
    files: 4,
    notes: 'Baskets of 300 rand and more earn half as much again.',
    reason: 'Karoo asked for it, for the last weeks of the year.',
  };
}

/** Once a week somebody goes over the wrong rows of the first partner; a month ago they gave up on a few. */
function settled(last: Day): Deed[] {
  return [8, 15, 22, 29, 36].map((age) => ({
    kind: age === 29 ? ('ignore-row-errors' as const) : ('resolve-row-errors' as const),
    at: instantAt(last - age, '10:40', 'America/New_York'),
    by: 'support2' as const,
    key: `acme/purchases/purchases-${written(last - age - 1)}.csv`,
    reason:
      age === 29
        ? 'Test purchases of a till that was being set up.'
        : 'The partner booked these by hand.',
  }));
}
