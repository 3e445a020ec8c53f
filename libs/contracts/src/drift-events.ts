import * as z from 'zod';
import { operation } from './operation.ts';
import { commaList, instant, noParams, page, pageQuery, reason, slug } from './shared-shapes.ts';

export const driftKinds = ['added', 'removed', 'renamed', 'reordered'] as const;
export type DriftKind = (typeof driftKinds)[number];

export const driftStates = ['open', 'accepted', 'ignored', 'rejected'] as const;
export type DriftState = (typeof driftStates)[number];

/** A way in which the header of a feed's files differs from its layout; told once, however many files have it. */
export const driftEvent = z
  .strictObject({
    id: z.string(),
    partner: slug,
    feed: z.string(),
    kind: z.enum(driftKinds),
    column: z.string().nullable().meta({
      description: 'Column of the layout that is removed or renamed; null for the other kinds',
    }),
    found: z
      .string()
      .nullable()
      .meta({ description: 'Name in the file that is added, or that a column now seems to have' }),
    suggestion: z
      .strictObject({
        similarity: z.int().min(0).max(100).meta({ description: 'Of the two names' }),
        reason: z.string(),
      })
      .nullable()
      .meta({ description: 'Why the name is taken for the column; only for a rename' }),
    state: z.enum(driftStates),
    times: z.int().meta({ description: 'In how many files it was seen' }),
    file: z
      .strictObject({ id: z.string(), name: z.string() })
      .meta({ description: 'The latest of them' }),
    run: z.string(),
    firstSeenAt: instant,
    lastSeenAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().nullable(),
    bundleVersion: z.int().nullable().meta({ description: 'The version that the decision made' }),
  })
  .meta({ id: 'DriftEvent' });
export type DriftEvent = z.output<typeof driftEvent>;

const driftFilter = {
  partner: slug.optional(),
  feed: z.string().max(127).optional(),
  state: commaList(driftStates).optional(),
};

export const listDriftEvents = operation({
  name: 'list-drift-events',
  method: 'GET',
  path: '/drift-events',
  summary: 'How the headers of files differ from their feeds’ layouts, latest first',
  tag: 'feeds',
  permission: 'feeds:read',
  params: noParams,
  query: z.strictObject({ ...pageQuery, ...driftFilter }),
  body: undefined,
  response: page(driftEvent),
  status: 200,
  problems: [],
});

export const decideDriftEvent = operation({
  name: 'decide-drift-event',
  method: 'POST',
  path: '/drift-events/{driftEventId}/decision',
  summary:
    'Let a column have the new name too, find the difference harmless, or have the partner put it right',
  tag: 'feeds',
  permission: 'drift:decide',
  params: z.strictObject({ driftEventId: z.string().max(64) }),
  query: z.strictObject({}),
  body: z.strictObject({
    decision: z.enum(['alias', 'ignore', 'reject', 'reopen']).meta({
      description:
        '`alias` makes a new version of the feed’s bundle in which the column has the name too; `reopen` takes a decision back, and with it the alias',
    }),
    column: z.string().min(1).max(200).optional().meta({
      description:
        'Column of the layout that the added name belongs to; the suggested one if absent',
    }),
    reason,
  }),
  response: z.strictObject({
    event: driftEvent,
    waiting: z
      .array(z.strictObject({ id: z.string(), name: z.string(), run: z.string().nullable() }))
      .meta({
        description:
          'Files that were set aside because of their header and can be processed again now, at most 100',
      }),
  }),
  status: 200,
  problems: ['not-found', 'drift-decided', 'drift-no-alias', 'feed-invalid'],
});
