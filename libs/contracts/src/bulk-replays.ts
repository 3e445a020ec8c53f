import * as z from 'zod';
import { operation } from './operation.ts';
import { ledgerChecksum, replayEffects, replaySorts } from './replays.ts';
import { runFilter } from './runs.ts';
import { selection } from './selection.ts';
import { commaList, instant, noParams, noQuery, page, pageQuery, slug } from './shared-shapes.ts';

/** Runs that one bulk replay may take on; more are narrowed by the query. */
export const bulkReplayMax = 5000;

/** Why a run is left out of a bulk replay, or why a bulk replay stopped at it. */
export const bulkReplayProblem = z
  .strictObject({
    code: z.enum([
      'run-not-finished',
      'nothing-to-replay',
      'file-gone',
      'same-file',
      'plan-failed',
      'plan-expired',
      'replay-failed',
      'not-as-planned',
      'too-many-rejected',
      'too-many-points',
      'job-ended',
    ]),
    message: z.string(),
  })
  .meta({ id: 'BulkReplayProblem' });
export type BulkReplayProblem = z.output<typeof bulkReplayProblem>;

export const bulkReplayRunStates = [
  'waiting',
  'planning',
  'planned',
  'refused',
  'replaying',
  'done',
  'unexpected',
  'cancelled',
] as const;
export type BulkReplayRunState = (typeof bulkReplayRunStates)[number];

/** One run of a bulk plan, and what became of it in the bulk replay. */
export const bulkReplayRun = z
  .strictObject({
    run: z.string(),
    partner: slug,
    feed: z.string(),
    fileName: z.string(),
    ruleVersion: z.string().meta({ description: 'Of the rules that the run had used' }),
    state: z.enum(bulkReplayRunStates),
    isCanary: z.boolean(),
    plan: z.string().nullable(),
    planned: replayEffects.nullable(),
    replay: z.string().nullable(),
    replayRun: z.string().nullable(),
    actual: replayEffects.nullable(),
    problem: bulkReplayProblem.nullable(),
  })
  .meta({ id: 'BulkReplayRun' });
export type BulkReplayRun = z.output<typeof bulkReplayRun>;

const runCountsByState = z.record(z.enum(bulkReplayRunStates), z.int());

export const bulkReplayPlan = z
  .strictObject({
    id: z.string(),
    state: z.enum(['computing', 'ready', 'failed', 'used', 'expired']),
    rows: z.enum(['all', 'failed']),
    rules: z.enum(['original', 'current']),
    canary: z.int().meta({ description: 'Runs that are replayed first, and judged' }),
    ruleVersions: z.array(z.string()).meta({ description: 'Of the rules that it would use' }),
    runs: runCountsByState,
    total: z.int(),
    files: z.int(),
    rowsRead: z.int(),
    effects: replayEffects.meta({ description: 'Of all runs planned so far' }),
    members: z
      .array(z.strictObject({ partner: slug, memberNo: z.string(), pointsDelta: z.int() }))
      .meta({ description: 'The largest movements, at most 20' }),
    requestedBy: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable().meta({ description: 'Set when it is ready' }),
    usedBy: z.string().nullable(),
  })
  .meta({ id: 'BulkReplayPlan' });
export type BulkReplayPlan = z.output<typeof bulkReplayPlan>;

export const createBulkReplayPlan = operation({
  name: 'create-bulk-replay-plan',
  method: 'POST',
  path: '/bulk-replay-plans',
  summary: 'Work out what replaying many runs would do; nothing is booked',
  tag: 'replays',
  permission: 'replays:plan',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    runs: selection(runFilter),
    rows: z.enum(['all', 'failed']).default('all'),
    rules: z.enum(['original', 'current']).default('current'),
    canary: z.int().min(1).max(50).default(1),
  }),
  response: bulkReplayPlan,
  status: 202,
  problems: ['not-found', 'selection-changed', 'selection-too-large', 'nothing-to-replay'],
  location: ({ id }) => `/bulk-replay-plans/${id}`,
});

const planParams = z.strictObject({ planId: z.string().max(64) });

export const getBulkReplayPlan = operation({
  name: 'get-bulk-replay-plan',
  method: 'GET',
  path: '/bulk-replay-plans/{planId}',
  summary: 'A plan to replay many runs',
  tag: 'replays',
  permission: 'bulk-replays:read',
  params: planParams,
  query: noQuery,
  body: undefined,
  response: bulkReplayPlan,
  status: 200,
  problems: ['not-found'],
});

export const listBulkReplayRuns = operation({
  name: 'list-bulk-replay-runs',
  method: 'GET',
  path: '/bulk-replay-plans/{planId}/runs',
  summary: 'The runs of a bulk plan in the order in which they are replayed',
  tag: 'replays',
  permission: 'bulk-replays:read',
  params: planParams,
  query: z.strictObject({ ...pageQuery, state: commaList(bulkReplayRunStates).optional() }),
  body: undefined,
  response: page(bulkReplayRun),
  status: 200,
  problems: ['not-found'],
});

export const bulkReplayStates = [
  'canary',
  'waiting',
  'running',
  'succeeded',
  'stopped',
  'cancelled',
] as const;
export type BulkReplayState = (typeof bulkReplayStates)[number];

const limits = z.strictObject({
  rejectedPercent: z
    .int()
    .min(0)
    .max(100)
    .default(10)
    .meta({ description: 'Of the rows of any one run, at most' }),
  points: z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .meta({ description: 'That any one run may add or take away, at most; null for no limit' }),
});

export const bulkReplay = z
  .strictObject({
    id: z.string(),
    plan: z.string(),
    state: z.enum(bulkReplayStates),
    afterCanary: z.enum(['wait', 'continue']),
    limits,
    problem: bulkReplayProblem.nullable().meta({ description: 'Why it stopped' }),
    runs: runCountsByState,
    total: z.int(),
    actual: replayEffects.meta({ description: 'Of all runs replayed so far' }),
    job: z.string().nullable(),
    reason: z.string(),
    requestedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'BulkReplay' });
export type BulkReplay = z.output<typeof bulkReplay>;

const reason = z.string().trim().min(3).max(1000);

export const createBulkReplay = operation({
  name: 'create-bulk-replay',
  method: 'POST',
  path: '/bulk-replays',
  summary: 'Carry out a bulk plan: the canary first, the rest when that did what was planned',
  tag: 'replays',
  permission: 'replays:run',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    plan: z.string().min(1).max(64),
    reason,
    afterCanary: z.enum(['wait', 'continue']).default('wait'),
    limits: limits.prefault({}),
  }),
  response: bulkReplay,
  status: 202,
  problems: ['not-found', 'plan-not-ready', 'plan-expired', 'plan-used', 'nothing-to-replay'],
  location: ({ id }) => `/bulk-replays/${id}`,
});

const bulkParams = z.strictObject({ bulkReplayId: z.string().max(64) });

export const listBulkReplays = operation({
  name: 'list-bulk-replays',
  method: 'GET',
  path: '/bulk-replays',
  summary: 'Bulk replays',
  tag: 'replays',
  permission: 'bulk-replays:read',
  params: noParams,
  query: z.strictObject({ ...pageQuery, sort: z.enum(replaySorts).default('newest') }),
  body: undefined,
  response: page(bulkReplay),
  status: 200,
  problems: [],
});

export const getBulkReplay = operation({
  name: 'get-bulk-replay',
  method: 'GET',
  path: '/bulk-replays/{bulkReplayId}',
  summary: 'A bulk replay',
  tag: 'replays',
  permission: 'bulk-replays:read',
  params: bulkParams,
  query: noQuery,
  body: undefined,
  response: bulkReplay,
  status: 200,
  problems: ['not-found'],
});

export const continueBulkReplay = operation({
  name: 'continue-bulk-replay',
  method: 'POST',
  path: '/bulk-replays/{bulkReplayId}/continue',
  summary: 'Go on with the rest after the canary was looked at',
  tag: 'replays',
  permission: 'replays:run',
  params: bulkParams,
  query: noQuery,
  body: z.strictObject({}),
  response: bulkReplay,
  status: 202,
  problems: ['not-found', 'bulk-replay-not-waiting'],
  location: ({ id }) => `/bulk-replays/${id}`,
});

export const cancelBulkReplay = operation({
  name: 'cancel-bulk-replay',
  method: 'POST',
  path: '/bulk-replays/{bulkReplayId}/cancel',
  summary: 'Stop a bulk replay; what was replayed stays so and is listed',
  tag: 'replays',
  permission: 'replays:run',
  params: bulkParams,
  query: noQuery,
  body: z.strictObject({ reason }),
  response: bulkReplay,
  status: 202,
  problems: ['not-found', 'bulk-replay-finished'],
  location: ({ id }) => `/bulk-replays/${id}`,
});

export const bulkReplayProof = z
  .strictObject({
    bulkReplay: z.string(),
    runs: z.strictObject({ replayed: z.int(), total: z.int() }),
    planned: replayEffects.meta({ description: 'For the runs that were replayed' }),
    actual: replayEffects,
    asPlanned: z.boolean(),
    entriesCreated: z.int(),
    feeds: z.array(
      z.strictObject({
        feed: z.string(),
        before: ledgerChecksum,
        after: ledgerChecksum,
        entriesCreated: z.int().meta({ description: 'By this bulk replay' }),
      }),
    ),
    statement: z.string(),
  })
  .meta({ id: 'BulkReplayProof' });
export type BulkReplayProof = z.output<typeof bulkReplayProof>;

export const getBulkReplayProof = operation({
  name: 'get-bulk-replay-proof',
  method: 'GET',
  path: '/bulk-replays/{bulkReplayId}/proof',
  summary: 'What a bulk replay did, with checksums of each feed’s ledger before and after',
  tag: 'replays',
  permission: 'bulk-replays:read',
  params: bulkParams,
  query: noQuery,
  body: undefined,
  response: bulkReplayProof,
  status: 200,
  problems: ['not-found', 'bulk-replay-not-finished'],
});
