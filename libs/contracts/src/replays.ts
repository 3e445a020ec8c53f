import * as z from 'zod';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
import { rowOutcomes, runRow, runStates } from './runs.ts';
import { commaList, instant, noParams, noQuery, page, pageQuery, slug } from './shared-shapes.ts';

/** What a replay would do, or did, per kind of effect. */
export const replayEffects = z
  .strictObject({
    inserted: z.int(),
    unchanged: z.int(),
    reversed: z.int().meta({ description: 'Booked entries replaced by another amount' }),
    conflict: z.int(),
    rejected: z.int(),
    skipped: z.int(),
    pointsDelta: z.int(),
  })
  .meta({ id: 'ReplayEffects' });
export type ReplayEffects = z.output<typeof replayEffects>;

export const replayPlan = z
  .strictObject({
    id: z.string(),
    state: z.enum(['computing', 'ready', 'failed', 'used', 'expired']),
    run: z.string(),
    partner: slug,
    feed: z.string(),
    rows: z.enum(['all', 'failed']),
    rules: z.enum(['original', 'current']),
    ruleVersion: z.string().meta({ description: 'Of the rules that the replay would use' }),
    originalRuleVersion: z.string().meta({ description: 'Of the rules that the run had used' }),
    rowsRead: z.int(),
    rowsTotal: z.int().nullable().meta({ description: 'Known once the file was inspected' }),
    effects: replayEffects.nullable(),
    members: z
      .array(z.strictObject({ memberNo: z.string(), pointsDelta: z.int() }))
      .meta({ description: 'The largest movements, at most 20' }),
    problem: rowProblem.nullable(),
    usedBy: z.string().nullable().meta({ description: 'The replay that carried it out' }),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'ReplayPlan' });
export type ReplayPlan = z.output<typeof replayPlan>;

export const createReplayPlan = operation({
  name: 'create-replay-plan',
  method: 'POST',
  path: '/replay-plans',
  summary: 'Work out what replaying a run would do; nothing is booked',
  tag: 'replays',
  permission: 'replays:plan',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    run: z.string().min(1).max(64),
    rows: z.enum(['all', 'failed']).default('all'),
    rules: z.enum(['original', 'current']).default('current'),
  }),
  response: replayPlan,
  status: 202,
  problems: ['not-found', 'run-not-finished', 'nothing-to-replay', 'file-gone'],
  location: ({ id }) => `/replay-plans/${id}`,
});

const planParams = z.strictObject({ planId: z.string().max(64) });

export const getReplayPlan = operation({
  name: 'get-replay-plan',
  method: 'GET',
  path: '/replay-plans/{planId}',
  summary: 'A replay plan',
  tag: 'replays',
  permission: 'replays:plan',
  params: planParams,
  query: noQuery,
  body: undefined,
  response: replayPlan,
  status: 200,
  problems: ['not-found'],
});

/** What a plan would do to a row: the row's outcome, with the code of what stands in its way. */
export const listReplayPlanRows = operation({
  name: 'list-replay-plan-rows',
  method: 'GET',
  path: '/replay-plans/{planId}/rows',
  summary: 'What a replay would make of each row',
  tag: 'replays',
  permission: 'replays:plan',
  params: planParams,
  query: z.strictObject({ ...pageQuery, outcome: commaList(rowOutcomes).optional() }),
  body: undefined,
  response: page(runRow),
  status: 200,
  problems: ['not-found'],
});

export const replay = z
  .strictObject({
    id: z.string(),
    plan: z.string(),
    bulkReplay: z.string().nullable().meta({ description: 'The bulk replay that it is part of' }),
    originalRun: z.string(),
    run: z.string(),
    partner: slug,
    feed: z.string(),
    fileName: z.string(),
    rows: z.enum(['all', 'failed']),
    rules: z.enum(['original', 'current']),
    ruleVersion: z.string(),
    state: z.enum(runStates),
    rowsRead: z.int(),
    rowsTotal: z.int().nullable(),
    effects: replayEffects.meta({ description: 'What it has done so far' }),
    asPlanned: z.boolean().nullable().meta({ description: 'Null until it has ended' }),
    reason: z.string(),
    requestedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Replay' });
export type Replay = z.output<typeof replay>;

export const createReplay = operation({
  name: 'create-replay',
  method: 'POST',
  path: '/replays',
  summary: 'Carry out a plan',
  tag: 'replays',
  permission: 'replays:run',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    plan: z.string().min(1).max(64),
    reason: z.string().trim().min(3).max(1000),
  }),
  response: replay,
  status: 202,
  problems: ['not-found', 'plan-not-ready', 'plan-expired', 'plan-used'],
  location: ({ id }) => `/replays/${id}`,
});

const replayFilter = {
  partner: slug.optional(),
  feed: z.string().max(127).optional(),
  run: z.string().max(64).optional().meta({ description: 'The run that was replayed' }),
  bulkReplay: z.string().max(64).optional(),
  state: commaList(runStates).optional(),
  requestedBy: z
    .string()
    .max(255)
    .optional()
    .meta({ description: 'An actor as the audit trail names it', example: 'person:support' }),
  from: instant.optional(),
  to: instant.optional(),
};

export const replaySorts = ['newest', 'oldest'] as const;

export const listReplays = operation({
  name: 'list-replays',
  method: 'GET',
  path: '/replays',
  summary: 'Replays',
  tag: 'replays',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    ...replayFilter,
    sort: z.enum(replaySorts).default('newest'),
  }),
  body: undefined,
  response: page(replay),
  status: 200,
  problems: [],
});

export const replayStats = z
  .strictObject({ states: z.record(z.enum(runStates), z.int()), total: z.int() })
  .meta({ id: 'ReplayStats' });
export type ReplayStats = z.output<typeof replayStats>;

export const getReplayStats = operation({
  name: 'get-replay-stats',
  method: 'GET',
  path: '/replay-stats',
  summary: 'Counts of replays by state',
  tag: 'replays',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject(replayFilter),
  body: undefined,
  response: replayStats,
  status: 200,
  problems: [],
});

const replayParams = z.strictObject({ replayId: z.string().max(64) });

export const getReplay = operation({
  name: 'get-replay',
  method: 'GET',
  path: '/replays/{replayId}',
  summary: 'A replay',
  tag: 'replays',
  permission: 'runs:read',
  params: replayParams,
  query: noQuery,
  body: undefined,
  response: replay,
  status: 200,
  problems: ['not-found'],
});

/** Order-independent digest of a feed's ledger entries: equal before and after means nothing was changed. */
export const ledgerChecksum = z
  .strictObject({ entries: z.int(), points: z.int(), digest: z.string() })
  .meta({ id: 'LedgerChecksum' });
export type LedgerChecksum = z.output<typeof ledgerChecksum>;

export const replayProof = z
  .strictObject({
    replay: z.string(),
    run: z.string(),
    originalRun: z.string(),
    planned: replayEffects,
    actual: replayEffects,
    asPlanned: z.boolean(),
    before: ledgerChecksum,
    after: ledgerChecksum,
    entriesCreated: z.int(),
    entryIds: z.array(z.string()).meta({ description: 'The first 100 created entries' }),
    statement: z
      .string()
      .meta({ example: '0 entries created; the ledger of acme.purchases is unchanged.' }),
  })
  .meta({ id: 'ReplayProof' });
export type ReplayProof = z.output<typeof replayProof>;

export const getReplayProof = operation({
  name: 'get-replay-proof',
  method: 'GET',
  path: '/replays/{replayId}/proof',
  summary: 'What a replay did, with checksums of the ledger before and after',
  tag: 'replays',
  permission: 'runs:read',
  params: replayParams,
  query: noQuery,
  body: undefined,
  response: replayProof,
  status: 200,
  problems: ['not-found', 'run-not-finished'],
});
