import * as z from 'zod';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
import { selection } from './selection.ts';
import { commaList, instant, noParams, noQuery, page, pageQuery, slug } from './shared-shapes.ts';

export const rowErrorStates = [
  'open',
  'corrected',
  'replayed',
  'resolved',
  'ignored',
  'auto-resolved',
] as const;
export type RowErrorState = (typeof rowErrorStates)[number];

/** A rejected or conflicting row: the unit of repair work. */
export const rowError = z
  .strictObject({
    id: z.string(),
    run: z.string(),
    partner: slug,
    feed: z.string(),
    rowNo: z.int(),
    line: z.int(),
    outcome: z.enum(['rejected', 'conflict']),
    state: z.enum(rowErrorStates),
    txnId: z.string().nullable(),
    memberNo: z.string().nullable(),
    problems: z.array(rowProblem).min(1),
    cells: z
      .array(z.strictObject({ column: z.string(), text: z.string(), problem: z.int().nullable() }))
      .nullable()
      .meta({
        description:
          'The raw cells, `problem` being an index into problems; null without payload:read',
      }),
    rawLine: z.string().nullable().meta({ description: 'As received; null without payload:read' }),
    createdAt: instant,
  })
  .meta({ id: 'RowError' });
export type RowError = z.output<typeof rowError>;

/** Row errors that are alike, counted exactly. */
export const rowErrorCluster = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    column: z.string().nullable(),
    feed: z.string(),
    partner: slug,
    rows: z.int(),
    runs: z.int(),
    example: z.string().meta({ description: 'Message of the first one' }),
    firstSeen: instant,
    lastSeen: instant,
    trend: z.array(z.int()).meta({
      description: 'Rows of each of the 14 days that end with the day of the request, UTC',
    }),
  })
  .meta({ id: 'RowErrorCluster' });
export type RowErrorCluster = z.output<typeof rowErrorCluster>;

export const rowErrorSorts = ['newest', 'oldest', 'row'] as const;
export type RowErrorSort = (typeof rowErrorSorts)[number];

/** What names a set of row errors, in lists, counts and bulk decisions alike. */
export const rowErrorFilter = {
  run: z.string().max(64).optional(),
  partner: slug.optional(),
  feed: z.string().max(127).optional(),
  code: z.string().max(40).optional(),
  column: z.string().max(200).optional().meta({ description: "'' for rows as a whole" }),
  from: instant.optional().meta({ description: 'Found at or after' }),
  to: instant.optional().meta({ description: 'Found before' }),
  q: z
    .string()
    .min(2)
    .max(128)
    .optional()
    .meta({ description: 'Beginning of a member number or a transaction id' }),
  decision: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Those that one bulk decision changed, by its id' }),
};
const stateFilter = { state: commaList(rowErrorStates).optional() };

export const listRowErrors = operation({
  name: 'list-row-errors',
  method: 'GET',
  path: '/row-errors',
  summary: 'Rows that need attention',
  tag: 'row-errors',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    ...rowErrorFilter,
    ...stateFilter,
    sort: z
      .enum(rowErrorSorts)
      .optional()
      .meta({ description: 'row (as in the file) for one run, else newest' }),
  }),
  body: undefined,
  response: page(rowError),
  status: 200,
  problems: [],
});

export const getRowErrorStats = operation({
  name: 'get-row-error-stats',
  method: 'GET',
  path: '/row-error-stats',
  summary: 'Counts of row errors by state',
  tag: 'row-errors',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject(rowErrorFilter),
  body: undefined,
  response: z.strictObject({ states: z.record(z.enum(rowErrorStates), z.int()), total: z.int() }),
  status: 200,
  problems: [],
});
export type RowErrorStats = z.output<typeof getRowErrorStats.response>;

export const getRowError = operation({
  name: 'get-row-error',
  method: 'GET',
  path: '/row-errors/{rowErrorId}',
  summary: 'One row that needs attention',
  tag: 'row-errors',
  permission: 'runs:read',
  params: z.strictObject({ rowErrorId: z.string().max(80) }),
  query: noQuery,
  body: undefined,
  response: rowError,
  status: 200,
  problems: ['not-found'],
});

export const listRowErrorClusters = operation({
  name: 'list-row-error-clusters',
  method: 'GET',
  path: '/row-error-clusters',
  summary: 'Row errors grouped by code, column and feed, most rows first, at most 500 groups',
  tag: 'row-errors',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject({ ...rowErrorFilter, ...stateFilter }),
  body: undefined,
  response: z.strictObject({ items: z.array(rowErrorCluster) }),
  status: 200,
  problems: [],
});

/** How many row errors one call may decide; more would outlast a request. */
export const rowErrorsPerDecision = 50_000;

/** `changed` rows were not in that state before; `decision` names exactly those, for looking at them and for taking it back. */
export const rowErrorDecision = z
  .strictObject({ changed: z.int(), decision: z.string() })
  .meta({ id: 'RowErrorDecision' });
export type RowErrorDecision = z.output<typeof rowErrorDecision>;

const decisionBody = z.strictObject({
  selection: selection({ ...rowErrorFilter, ...stateFilter }),
  reason: z.string().trim().min(3).max(1000),
});
export type RowErrorSelection = z.output<typeof decisionBody>['selection'];

export const resolveRowErrors = operation({
  name: 'resolve-row-errors',
  method: 'POST',
  path: '/row-errors/resolve',
  summary: 'Close open row errors as settled outside the hub',
  tag: 'row-errors',
  permission: 'row-errors:decide',
  params: noParams,
  query: noQuery,
  body: decisionBody,
  response: rowErrorDecision,
  status: 200,
  problems: ['selection-changed', 'selection-too-large'],
});

export const ignoreRowErrors = operation({
  name: 'ignore-row-errors',
  method: 'POST',
  path: '/row-errors/ignore',
  summary: 'Close open row errors as not worth any work',
  tag: 'row-errors',
  permission: 'row-errors:decide',
  params: noParams,
  query: noQuery,
  body: decisionBody,
  response: rowErrorDecision,
  status: 200,
  problems: ['selection-changed', 'selection-too-large'],
});

export const reopenRowErrors = operation({
  name: 'reopen-row-errors',
  method: 'POST',
  path: '/row-errors/reopen',
  summary: 'Open row errors again that people or the hub had closed without a replay',
  tag: 'row-errors',
  permission: 'row-errors:decide',
  params: noParams,
  query: noQuery,
  body: decisionBody,
  response: rowErrorDecision,
  status: 200,
  problems: ['selection-changed', 'selection-too-large'],
});
