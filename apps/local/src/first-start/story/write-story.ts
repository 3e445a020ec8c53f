import { alterations, type Draft } from './alterations.ts';
import { dayOf, instantAt, isWeekend, type Day } from './calendar.ts';
import type { Deed } from './deeds.ts';
import { diceFor } from './dice.ts';
import { expectationOf } from './expectations.ts';
import { withFaults } from './faults.ts';
import { incidents, type Incident } from './incidents.ts';
import { partnerPlans } from './partners/index.ts';
import { peopleOf, type Person } from './people.ts';
import { dialectOf, newFeedOf, type FeedPlan, type PartnerPlan } from './plan.ts';
import { cellsOf, purchasesOn } from './purchases.ts';
import { repairs } from './repairs.ts';
import { rosterRows } from './roster.ts';
import { writeFile } from './write-file.ts';

/** Days of the story, the day of the start included. */
export const storyDays = 90;

/** One day and what happened on it, in order. */
export interface Chapter {
  /** Days before the day of the start. */
  readonly age: number;
  readonly deeds: readonly Deed[];
}

/**
 * What happened in the ninety days up to today: the same bytes whenever it is asked on the same day. Deeds of today may lie ahead
 * of the hour; whoever tells the story leaves those out.
 */
export function writeStory(today: Date): Chapter[] {
  const last = dayOf(today);
  const everything = [...partnerPlans.flatMap((plan) => deedsOf(plan, last)), ...repairs(last)];
  const chapters = Array.from({ length: storyDays }, (_, at) => {
    const age = storyDays - 1 - at;
    return { age, deeds: everything.filter((deed) => dayOf(deed.at) === last - age) };
  });
  return chapters.map(({ age, deeds }) => ({
    age,
    deeds: deeds.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  }));
}

function deedsOf(plan: PartnerPlan, last: Day): Deed[] {
  const { id } = plan.partner;
  const firstDay = last - storyDays + 1;
  const opened = new Date(firstDay * 86_400_000 + partnerPlans.indexOf(plan) * 10_000);
  const people = peopleOf(id, plan.people.count, plan.people.numbered);
  return [
    { kind: 'create-partner', at: opened, by: 'admin', partner: plan.partner },
    ...plan.feeds.flatMap((feed, at) => openingOf(plan, feed, last, opened.getTime() + at * 3_000)),
    ...plan.feeds.flatMap((feed) =>
      daysOf(feed, firstDay, last).flatMap((day) => sendings({ plan, feed, people }, day, last)),
    ),
  ];
}

function openingOf({ partner }: PartnerPlan, feed: FeedPlan, last: Day, ms: number): Deed[] {
  const by = 'admin';
  const { id, timeZone } = partner;
  return [
    { kind: 'create-feed', at: new Date(ms + 1_000), by, partner: id, feed: newFeedOf(feed) },
    {
      kind: 'expect-files',
      at: new Date(ms + 2_000),
      by,
      feed: `${id}.${feed.code}`,
      expectation: expectationOf(feed, timeZone, last),
    },
  ];
}

/** The days on which a file of the feed is sent; never the first, on which the partner is made. */
function daysOf({ rhythm }: FeedPlan, firstDay: Day, last: Day): Day[] {
  const days = Array.from({ length: last - firstDay }, (_, at) => firstDay + 1 + at);
  if (rhythm === 'every day') return days;
  if (rhythm === 'weekdays') return days.filter((day) => !isWeekend(day - 1));
  return days.filter((day) => (last - day) % 7 === rhythm.sevenDays);
}

interface Sender {
  readonly plan: PartnerPlan;
  readonly feed: FeedPlan;
  readonly people: readonly Person[];
}

function sendings(sender: Sender, day: Day, last: Day): Deed[] {
  const { plan, feed } = sender;
  const age = last - day;
  const incident = incidentOf(`${plan.partner.id}.${feed.code}`, age);
  const alter = incident && alterations[incident.id];
  const draft = draftOf(sender, day, last);
  return (alter ? alter(draft) : [draft]).map((sent) => ({
    kind: 'send-file',
    at: sent.at,
    key: `${sent.folder}/${sent.name}`,
    bytes: () => (sent.onTheWay ?? unchanged)(writeFile({ ...sent, rows: sent.rows() })),
    ...(incident?.id === 'run-cancelled' ? { cancelled } : {}),
  }));
}

const unchanged = (bytes: Buffer) => bytes;

const cancelled = {
  by: 'support2',
  reason: 'The partner called this file back; a corrected one follows.',
} as const;

function incidentOf(feed: string, age: number): Incident | undefined {
  return incidents.find(
    (each) => each.feed === feed && age <= each.days.from && age >= each.days.to,
  );
}

/** The file that is sent in the morning of a day, about the days before it since the last one. */
function draftOf({ plan, feed, people }: Sender, day: Day, last: Day): Draft {
  const { id, timeZone } = plan.partner;
  const firstDay = last - storyDays + 1;
  const scheduled = instantAt(day, feed.sentAt, timeZone);
  const jitter = diceFor('sent', id, feed.code, day).below(900) * 1000;
  return {
    dialect: dialectOf(feed),
    columns: feed.columns,
    rows: () => rowsOf({ plan, feed, people }, day, firstDay),
    folder: `${id}/${feed.code}`,
    name: feed.fileName(day - 1),
    at: new Date(scheduled.getTime() + jitter),
  };
}

function rowsOf({ plan, feed, people }: Sender, day: Day, firstDay: Day): string[][] {
  const { purchases, columns } = feed;
  const partner = plan.partner.id;
  if (purchases === undefined) return rosterRows(columns, people, day - firstDay, wordsOf(feed));
  const hasRoster = plan.feeds.some((each) => each.purchases === undefined);
  const shop = { partner, feed, purchases, people, hasRoster, firstDay };
  const days = typeof feed.rhythm === 'string' ? [day - 1] : sevenDaysBefore(day);
  const rows = days
    .flatMap((each) => purchasesOn(shop, each))
    .map((purchase) => cellsOf(columns, purchase));
  return purchases.faultsOnceIn === undefined
    ? rows
    : withFaults(rows, columns, purchases.faultsOnceIn, diceFor('faults', partner, day));
}

function sevenDaysBefore(day: Day): Day[] {
  return Array.from({ length: 7 }, (_, at) => day - 7 + at);
}

/** The partner's own words for the states of a member, from the value map that reads them. */
function wordsOf({ valueMaps = [] }: FeedPlan): Record<string, string> {
  const map = valueMaps.find(({ name }) => name === 'status');
  return Object.fromEntries(
    Object.entries(map?.entries ?? {}).map(([word, state]) => [state, word]),
  );
}
