import * as z from 'zod';
import { feed, feedFormat } from './feeds.ts';
import { operation } from './operation.ts';
import { rowProblem } from './row-problem.ts';
import {
  commaList,
  instant,
  noParams,
  noQuery,
  page,
  pageQuery,
  sha256,
  slug,
  wholeNumber,
} from './shared-shapes.ts';

export const runStates = [
  'queued',
  'running',
  'succeeded',
  'partial',
  'failed',
  'cancelled',
  'repaired',
] as const;
export type RunState = (typeof runStates)[number];

export const rowOutcomes = [
  'posted',
  'unchanged',
  'duplicate',
  'conflict',
  'rejected',
  'skipped',
] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** The pipeline in order; the timeline of a run shows exactly these. */
export const stageNames = [
  'receive',
  'recognise',
  'decode',
  'map',
  'validate',
  'apply-rules',
  'post',
  'archive',
  'report',
] as const;
export type StageName = (typeof stageNames)[number];

/** read = posted + unchanged + duplicate + conflict + rejected + skipped, at every committed instant. */
export const runCounts = z
  .strictObject({
    read: z.int(),
    posted: z.int(),
    unchanged: z.int(),
    duplicate: z.int(),
    conflict: z.int(),
    rejected: z.int(),
    skipped: z.int(),
  })
  .meta({ id: 'RunCounts' });
export type RunCounts = z.output<typeof runCounts>;

export const run = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['file', 'replay']),
    state: z.enum(runStates),
    attempt: z.int(),
    partner: slug,
    feed: z.string(),
    file: z.strictObject({
      id: z.string(),
      name: z.string(),
      bucket: z.string(),
      key: z.string(),
      sizeBytes: z.int(),
      sha256: sha256.nullable(),
    }),
    ruleVersion: z.string(),
    bundleSha256: sha256,
    counts: runCounts,
    pointsAccrued: z.int(),
    pointsReversed: z.int(),
    rowsTotal: z.int().nullable().meta({ description: 'Known once the file was inspected' }),
    problem: rowProblem.nullable().meta({ description: 'Why the run as a whole failed' }),
    cancellation: z
      .strictObject({
        at: instant,
        by: z.string().meta({ description: 'As in the audit trail, e.g. `person:support`' }),
        reason: z.string(),
      })
      .nullable()
      .meta({ description: 'Who asked to cancel it first, and why; partners see only when' }),
    replayOf: z.string().nullable().meta({ description: 'The run that this one replays' }),
    replay: z.string().nullable().meta({ description: 'The replay that this run carries out' }),
    replays: z.array(z.string()).meta({ description: 'Runs that replay this one' }),
    takenInBy: z.string().nullable().meta({
      description:
        'When this one failed: the first later run that went over the whole file and succeeded, at least in part',
    }),
    stages: z.array(
      z.strictObject({
        name: z.enum(stageNames),
        state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
        startedAt: instant.nullable(),
        finishedAt: instant.nullable(),
        busyMs: z
          .int()
          .nullable()
          .meta({ description: 'Time spent in this stage; stages of one batch interleave' }),
      }),
    ),
    queuedAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Run' });
export type Run = z.output<typeof run>;

/** How the parts stand in which a large file is posted. */
export const runPartsTally = z
  .strictObject({
    total: z.int(),
    done: z.int(),
    running: z.int(),
    waiting: z.int().meta({ description: 'Nobody has begun them yet' }),
    brokenOff: z.int().meta({ description: 'Begun, not done, and nobody works on them now' }),
    again: z.int().meta({ description: 'Of all of them those that were taken up more than once' }),
  })
  .meta({ id: 'RunPartsTally' });
export type RunPartsTally = z.output<typeof runPartsTally>;

export const runWithParts = run
  .extend({
    parts: runPartsTally
      .nullable()
      .meta({ description: 'Null for a file that is posted as a whole, as most are' }),
  })
  .meta({ id: 'RunWithParts' });
export type RunWithParts = z.output<typeof runWithParts>;

/** How an attempt ended, as seen from the run and not from whoever carried it out. */
export const attemptEndings = ['finished', 'interrupted', 'stopped', 'lost'] as const;
export type AttemptEnding = (typeof attemptEndings)[number];

/** One worker's go at a run. The first one is usually the only one. */
export const runAttempt = z
  .strictObject({
    attempt: z.int(),
    startedAt: instant,
    endedAt: instant
      .nullable()
      .meta({ description: 'Of a lost one the last sign of life; null while it goes on' }),
    ending: z.enum(attemptEndings).nullable().meta({
      description:
        'finished: it brought the run to its end · interrupted: an error ended it · stopped: its worker was told to stop · lost: no sign of life any more, somebody else took over',
    }),
    rowsBefore: z.int().meta({ description: 'Rows that were settled when it began' }),
    rowsSettled: z.int().meta({ description: 'Rows that it settled itself' }),
    lastStage: z.enum(stageNames).nullable().meta({ description: 'The furthest stage it began' }),
    stages: z
      .array(
        z.strictObject({
          name: z.enum(stageNames),
          state: z.enum(['running', 'done', 'failed', 'skipped', 'cut-off']),
          startedAt: instant,
          finishedAt: instant.nullable(),
          busyMs: z.int(),
        }),
      )
      .meta({ description: 'What it worked on itself; receiving and recognising come before it' }),
  })
  .meta({ id: 'RunAttempt' });
export type RunAttempt = z.output<typeof runAttempt>;

export const eventLevels = ['info', 'warning', 'error'] as const;

export const runEvent = z
  .strictObject({
    seq: z.int(),
    at: instant,
    attempt: z.int().meta({ description: '0 for what happened outside of any attempt' }),
    stage: z.enum(stageNames).nullable(),
    level: z.enum(eventLevels),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'RunEvent' });
export type RunEvent = z.output<typeof runEvent>;

export const runRow = z
  .strictObject({
    rowNo: z.int(),
    line: z.int(),
    outcome: z.enum(rowOutcomes),
    code: z.string().nullable(),
    txnId: z.string().nullable(),
    memberNo: z.string().nullable(),
    points: z.int().nullable(),
    entryId: z.string().nullable(),
    rowErrorId: z.string().nullable(),
  })
  .meta({ id: 'RunRow' });
export type RunRow = z.output<typeof runRow>;

export const runParams = z.strictObject({ runId: z.string().max(64) });

export const runSorts = ['newest', 'oldest', 'longest', 'most-rejected'] as const;

/** What runs are found by, in lists and in selections for bulk work. */
export const runFilter = {
  partner: slug.optional(),
  feed: z.string().max(127).optional(),
  ruleVersion: z.string().max(200).optional().meta({ description: 'As the run names it' }),
  state: commaList(runStates).optional(),
  from: instant.optional(),
  to: instant.optional(),
  q: z.string().max(200).optional().meta({
    description:
      'Words of the file name in their order, the last of which may be cut short, or the beginning of a run id',
  }),
};

export const listRuns = operation({
  name: 'list-runs',
  method: 'GET',
  path: '/runs',
  summary: 'Runs',
  tag: 'runs',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject({ ...pageQuery, ...runFilter, sort: z.enum(runSorts).default('newest') }),
  body: undefined,
  response: page(run),
  status: 200,
  problems: [],
});

export const getRun = operation({
  name: 'get-run',
  method: 'GET',
  path: '/runs/{runId}',
  summary: 'One run',
  tag: 'runs',
  permission: 'runs:read',
  params: runParams,
  query: noQuery,
  body: undefined,
  response: runWithParts,
  status: 200,
  problems: ['not-found'],
});

export const listRunEvents = operation({
  name: 'list-run-events',
  method: 'GET',
  path: '/runs/{runId}/events',
  summary: 'What happened to a run, in order',
  tag: 'runs',
  permission: 'runs:read',
  params: runParams,
  query: z.strictObject({
    ...pageQuery,
    level: commaList(eventLevels).optional(),
    attempt: wholeNumber(0, 10_000).optional(),
  }),
  body: undefined,
  response: page(runEvent),
  status: 200,
  problems: ['not-found'],
});

export const listRunAttempts = operation({
  name: 'list-run-attempts',
  method: 'GET',
  path: '/runs/{runId}/attempts',
  summary: 'Every attempt at a run, in order',
  tag: 'runs',
  permission: 'runs:read',
  params: runParams,
  query: noQuery,
  body: undefined,
  response: z.strictObject({ items: z.array(runAttempt) }),
  status: 200,
  problems: ['not-found'],
});

export const listRunRows = operation({
  name: 'list-run-rows',
  method: 'GET',
  path: '/runs/{runId}/rows',
  summary: 'Every row with its one outcome',
  tag: 'runs',
  permission: 'runs:read',
  params: runParams,
  query: z.strictObject({
    ...pageQuery,
    outcome: commaList(rowOutcomes).optional(),
    from: wholeNumber(1, 100_000_000)
      .optional()
      .meta({ description: 'The row number to begin at; without meaning beside a cursor' }),
  }),
  body: undefined,
  response: page(runRow),
  status: 200,
  problems: ['not-found'],
});

export const getRunRow = operation({
  name: 'get-run-row',
  method: 'GET',
  path: '/runs/{runId}/rows/{rowNo}',
  summary: 'One row, with its line read again from the kept file',
  tag: 'runs',
  permission: 'runs:read',
  params: runParams.extend({ rowNo: z.string().regex(/^[1-9]\d{0,8}$/) }),
  query: noQuery,
  body: undefined,
  response: runRow.extend({
    rawLine: z.string().nullable().meta({
      description: 'As received, at most 64 KiB; null without payload:read',
    }),
  }),
  status: 200,
  problems: ['not-found', 'file-gone'],
});

/** What a run used, whatever its feed uses by now. */
export const runBundle = z
  .strictObject({
    run: z.string(),
    feed: z.string(),
    version: z.int(),
    sha256,
    ruleVersion: z.string(),
    format: feedFormat,
    rules: feed.shape.bundle.shape.rules,
    active: feed.shape.bundle
      .nullable()
      .meta({ description: "The feed's active bundle, when it is another one by now" }),
  })
  .meta({ id: 'RunBundle' });
export type RunBundle = z.output<typeof runBundle>;

export const getRunBundle = operation({
  name: 'get-run-bundle',
  method: 'GET',
  path: '/runs/{runId}/bundle',
  summary: 'The configuration that a run used, and the one its feed has now',
  tag: 'runs',
  permission: 'feeds:read',
  params: runParams,
  query: noQuery,
  body: undefined,
  response: runBundle,
  status: 200,
  problems: ['not-found'],
});

export const cancelRun = operation({
  name: 'cancel-run',
  method: 'POST',
  path: '/runs/{runId}/cancel',
  summary: 'Stop a run after its current batch; what was booked stays booked',
  tag: 'runs',
  permission: 'runs:operate',
  params: runParams,
  query: noQuery,
  body: z.strictObject({ reason: z.string().trim().min(3).max(1000) }),
  response: run,
  status: 202,
  problems: ['not-found', 'run-finished'],
  location: ({ id }) => `/runs/${id}`,
});

export const runStats = z
  .strictObject({
    states: z.record(z.enum(runStates), z.int()),
    more: z.literal(true).optional().meta({
      description: 'So many have such a name that only the first 10,000 are counted',
    }),
    buckets: z.array(
      z.strictObject({
        at: instant,
        runs: z.int(),
        failed: z.int(),
        counts: runCounts,
        points: z.int(),
        durationMs: z
          .int()
          .nullable()
          .meta({ description: 'Mean time from start to end of the runs that have ended' }),
      }),
    ),
  })
  .meta({ id: 'RunStats' });
export type RunStats = z.output<typeof runStats>;

export const getRunStats = operation({
  name: 'get-run-stats',
  method: 'GET',
  path: '/run-stats',
  summary: 'Counts of runs by state and over time',
  tag: 'runs',
  permission: 'runs:read',
  params: noParams,
  query: z.strictObject({ ...runFilter, bucket: z.enum(['hour', 'day', 'none']).default('day') }),
  body: undefined,
  response: runStats,
  status: 200,
  problems: [],
});
