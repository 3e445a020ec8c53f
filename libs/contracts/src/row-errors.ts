import * as z from 'zod';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
import { commaList, instant, noParams, noQuery, page, pageQuery, slug } from './shared-shapes.ts';

export const rowErrorStates = [
  'open',
  'corrected',
  'replayed',
  'resolved',
  'ignored',
  'auto-resolved',
] as const;

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
    rows: z.int(),
    runs: z.int(),
    example: z.string().meta({ description: 'Message of the first one' }),
    firstSeen: instant,
    lastSeen: instant,
  })
  .meta({ id: 'RowErrorCluster' });
export type RowErrorCluster = z.output<typeof rowErrorCluster>;

const rowErrorFilter = {
  run: z.string().max(64).optional(),
  partner: slug.optional(),
  feed: z.string().max(127).optional(),
  state: commaList(rowErrorStates).optional(),
};

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
    code: z.string().max(40).optional(),
    column: z.string().max(200).optional(),
  }),
  body: undefined,
  response: page(rowError),
  status: 200,
  problems: [],
});

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
  summary: 'Row errors grouped by code and column',
  tag: 'row-errors',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject(rowErrorFilter),
  body: undefined,
  response: z.strictObject({ items: z.array(rowErrorCluster) }),
  status: 200,
  problems: [],
});
