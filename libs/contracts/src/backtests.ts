import * as z from 'zod';
import { jobStates } from './jobs.ts';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
import { ruleSetParams } from './rule-sets.ts';
import { rowOutcomes } from './runs.ts';
import { commaList, instant, noQuery, noParams, page, pageQuery, sha256 } from './shared-shapes.ts';

/** Files and rows that one backtest may go over: what it books stays in memory until it ends. */
export const backtestFilesMax = 1000;
export const backtestRowsMax = 1_000_000;

/** Rows that are kept of each change; beyond that they are only counted. */
export const backtestRowsKept = 25_000;

/** How the candidate treats a row otherwise than the base; `other` is a reason, an expiry or a code of the same points. */
export const backtestChanges = ['points', 'newly-rejected', 'newly-accepted', 'other'] as const;
export type BacktestChange = (typeof backtestChanges)[number];

/** Which archived files of the feed: the last ones, those received in a span of time, or these. */
export const backtestFiles = z
  .union([
    z.strictObject({ last: z.int().min(1).max(backtestFilesMax) }),
    z
      .strictObject({ from: instant, to: instant })
      .meta({ description: 'Received at or after `from`, and before `to`' }),
    z.strictObject({ ids: z.array(z.string().min(1).max(64)).min(1).max(backtestFilesMax) }),
  ])
  .meta({ id: 'BacktestFiles' });
export type BacktestFiles = z.output<typeof backtestFiles>;

const side = z.strictObject({
  version: z.int().nullable().meta({ description: 'Null for what was the draft' }),
  ruleVersion: z.string().nullable(),
  sha256: sha256.meta({ description: 'Of the document' }),
});

export const backtestChangeCounts = z.record(z.enum(backtestChanges), z.int());
export const backtestPoints = z.strictObject({
  base: z.int(),
  candidate: z.int(),
  delta: z.int(),
});

/**
 * Archived files judged by two rule sets side by side. Each side begins with an empty ledger and settles the rows as files are really
 * settled, so the points are those that the ledger would show if these files were all there was. Nothing is booked.
 */
export const backtest = z
  .strictObject({
    id: z.string(),
    ruleSet: z.string(),
    job: z.string().meta({ description: 'That works on it, and by which it is cancelled' }),
    state: z.enum(jobStates),
    base: side,
    candidate: side,
    bundleSha256: sha256.meta({
      description: 'Of the candidate with the format of the feed as it was then',
    }),
    files: z.strictObject({ total: z.int(), done: z.int(), unreadable: z.int() }),
    rows: z.strictObject({
      read: z.int(),
      same: z.int(),
      changed: z.int().meta({ description: 'All that are not the same' }),
      changes: backtestChangeCounts,
    }),
    points: backtestPoints,
    problem: z
      .strictObject({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why it failed' }),
    requestedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Backtest' });
export type Backtest = z.output<typeof backtest>;

export const backtestDetail = backtest
  .extend({
    members: z.strictObject({
      touched: z.int().meta({ description: 'With points on either side' }),
      changed: z.int().meta({ description: 'With other points than before' }),
    }),
    rowsKept: backtestChangeCounts.meta({
      description: 'How many of the changed rows can be listed',
    }),
  })
  .meta({ id: 'BacktestDetail' });
export type BacktestDetail = z.output<typeof backtestDetail>;

export const backtestFileStates = ['waiting', 'done', 'unreadable'] as const;

export const backtestFile = z
  .strictObject({
    position: z.int().meta({ description: 'In the order in which they were first processed' }),
    file: z.string(),
    fileName: z.string(),
    state: z.enum(backtestFileStates),
    rows: z.strictObject({ read: z.int(), same: z.int(), changes: backtestChangeCounts }),
    points: backtestPoints,
    problem: rowProblem.nullable().meta({ description: 'Why it cannot be read' }),
  })
  .meta({ id: 'BacktestFile' });
export type BacktestFile = z.output<typeof backtestFile>;

/** What one of the two rule sets makes of a row. */
export const backtestVerdict = z
  .strictObject({
    decision: z
      .enum(['accrue', 'reverse', 'skip', 'reject', 'error'])
      .nullable()
      .meta({ description: 'Of the rules; null for a row that cannot be read' }),
    outcome: z.enum(rowOutcomes),
    code: z.string().nullable(),
    points: z.int().meta({ description: 'Negative when they are taken back' }),
    clauses: z.string().nullable(),
    expiresOn: z.string().nullable(),
  })
  .meta({ id: 'BacktestVerdict' });
export type BacktestVerdict = z.output<typeof backtestVerdict>;

export const backtestRow = z
  .strictObject({
    file: z.string(),
    fileName: z.string(),
    run: z.string().nullable().meta({ description: 'The last run over the file' }),
    rowNo: z.int(),
    line: z.int(),
    txnId: z.string().nullable(),
    memberNo: z.string().nullable(),
    change: z.enum(backtestChanges),
    base: backtestVerdict,
    candidate: backtestVerdict,
  })
  .meta({ id: 'BacktestRow' });
export type BacktestRow = z.output<typeof backtestRow>;

export const backtestMember = z
  .strictObject({ memberNo: z.string(), points: backtestPoints })
  .meta({ id: 'BacktestMember' });
export type BacktestMember = z.output<typeof backtestMember>;

export const createBacktest = operation({
  name: 'create-backtest',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/backtests',
  summary: 'Judge archived files with two rule sets side by side; nothing is booked',
  tag: 'rules',
  permission: 'rules:test',
  params: ruleSetParams,
  query: noQuery,
  body: z.strictObject({
    candidate: z.int().min(1).nullable().default(null).meta({ description: 'Null for the draft' }),
    base: z
      .int()
      .min(1)
      .nullable()
      .default(null)
      .meta({ description: 'Null for the version that is active' }),
    files: backtestFiles,
  }),
  response: backtestDetail,
  status: 202,
  problems: ['not-found', 'rules-invalid', 'nothing-to-backtest', 'selection-too-large'],
  location: ({ id }) => `/backtests/${id}`,
});

export const listBacktests = operation({
  name: 'list-backtests',
  method: 'GET',
  path: '/backtests',
  summary: 'Backtests, newest first',
  tag: 'rules',
  permission: 'rules:read',
  params: noParams,
  query: z.strictObject({ ...pageQuery, ruleSet: z.string().max(127).optional() }),
  body: undefined,
  response: page(backtest),
  status: 200,
  problems: [],
});

const common = {
  method: 'GET',
  tag: 'rules',
  permission: 'rules:read',
  params: z.strictObject({ backtestId: z.string().max(64) }),
  body: undefined,
  status: 200,
} as const;

export const getBacktest = operation({
  ...common,
  name: 'get-backtest',
  path: '/backtests/{backtestId}',
  summary: 'One backtest, as far as it has come',
  query: noQuery,
  response: backtestDetail,
  problems: ['not-found'],
});

export const listBacktestFiles = operation({
  ...common,
  name: 'list-backtest-files',
  path: '/backtests/{backtestId}/files',
  summary: 'The files of a backtest in the order in which they were first processed',
  query: z.strictObject({ ...pageQuery, state: commaList(backtestFileStates).optional() }),
  response: page(backtestFile),
  problems: ['not-found'],
});

export const listBacktestRows = operation({
  ...common,
  name: 'list-backtest-rows',
  path: '/backtests/{backtestId}/rows',
  summary: 'Rows that the candidate treats otherwise, in the order of files and rows',
  query: z.strictObject({ ...pageQuery, change: commaList(backtestChanges).optional() }),
  response: page(backtestRow),
  problems: ['not-found'],
});

export const listBacktestMembers = operation({
  ...common,
  name: 'list-backtest-members',
  path: '/backtests/{backtestId}/members',
  summary: 'Members who would have other points, the largest difference first',
  query: z.strictObject(pageQuery),
  response: page(backtestMember),
  problems: ['not-found'],
});
