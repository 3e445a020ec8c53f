import { feedDayStates } from '@waybill/tabular';
import * as z from 'zod';
import { expectation } from './expectations.ts';
import { fileStates } from './file-states.ts';
import { operation } from './operation.ts';
import { runStates } from './runs.ts';
import { instant, noParams, page, pageQuery, slug } from './shared-shapes.ts';

const day = z.iso.date().meta({ example: '2026-11-03' });
/** A quarter, which is what a board shows at most. */
export const feedDaysMax = 92;

/** A file as it stands in a feed's calendar. */
export const arrivedFile = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    state: z.enum(fileStates),
    code: z.string().nullable().meta({ description: 'Why it is set aside' }),
    receivedAt: instant,
    setAsideFirst: z
      .boolean()
      .meta({ description: 'It was refused or held before it was taken in, or still is' }),
    run: z.string().nullable(),
    runState: z.enum(runStates).nullable(),
    rows: z.int().nullable(),
    rejected: z.int(),
  })
  .meta({ id: 'ArrivedFile' });
export type ArrivedFile = z.output<typeof arrivedFile>;

export const feedDay = z
  .strictObject({
    day,
    state: z.enum(feedDayStates),
    dueAt: instant.nullable().meta({ description: 'Null when nothing was due' }),
    files: z.array(arrivedFile).meta({ description: 'In order of arrival, at most 20' }),
    fileCount: z.int(),
    rows: z.int(),
    rejected: z.int(),
  })
  .meta({ id: 'FeedDay' });
export type FeedDay = z.output<typeof feedDay>;

/** One feed with its days: a row of the board. */
export const feedCalendar = z
  .strictObject({
    feed: z.string(),
    partner: slug,
    name: z.string(),
    state: z.enum(['active', 'paused']),
    expectation: expectation.nullable(),
    timeZone: z
      .string()
      .meta({ description: 'Of the days: the expectation’s, else the partner’s' }),
    nextDueAt: instant.nullable(),
    days: z.array(feedDay),
  })
  .meta({ id: 'FeedCalendar' });
export type FeedCalendar = z.output<typeof feedCalendar>;

export const listFeedDays = operation({
  name: 'list-feed-days',
  method: 'GET',
  path: '/feed-days',
  summary: 'Feeds and how each day of them stands: due, late, missing, come',
  tag: 'feeds',
  permission: 'feeds:read',
  params: noParams,
  query: z
    .strictObject({
      ...pageQuery,
      partner: slug.optional(),
      feed: z.string().max(127).optional(),
      from: day.optional().meta({ description: 'First local day; two weeks ago if absent' }),
      to: day.optional().meta({ description: 'Last local day; tomorrow if absent' }),
    })
    .refine(({ from, to }) => lengthOf(from, to) <= feedDaysMax, {
      message: `At most ${String(feedDaysMax)} days`,
      path: ['to'],
    }),
  body: undefined,
  response: page(feedCalendar),
  status: 200,
  problems: [],
});

/** Days of a range of which both ends are named. */
function lengthOf(from: string | undefined, to: string | undefined): number {
  if (from === undefined || to === undefined) return 1;
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
