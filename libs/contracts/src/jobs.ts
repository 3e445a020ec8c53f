import * as z from 'zod';
import { operation } from './operation.ts';
import { commaList, instant, noParams, noQuery, page, pageQuery, slug } from './shared-shapes.ts';

/** What the worker can do beside carrying out runs; each has its folder in the pipeline's `jobs`. */
export const jobKinds = ['export', 'bulk-replay-plan', 'bulk-replay', 'backtest'] as const;
export type JobKindName = (typeof jobKinds)[number];

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

export const jobSorts = ['newest', 'oldest'] as const;

/** Long work that somebody asked for and need not wait for. */
export const job = z
  .strictObject({
    id: z.string(),
    kind: z.enum(jobKinds),
    label: z.string().meta({ description: 'What it does, for people', example: 'Export of runs' }),
    state: z.enum(jobStates),
    attempt: z.int(),
    requestedBy: z.string().meta({ example: 'person:support' }),
    partner: slug.nullable().meta({ description: 'Whose data it is bound to; null for all' }),
    progress: z.int().meta({ description: 'Things done so far' }),
    total: z.int().nullable().meta({ description: 'Of how many, as far as known' }),
    link: z
      .string()
      .nullable()
      .meta({ description: 'Where in the portal what came of it is shown, if anywhere' }),
    request: z.record(z.string(), z.unknown()).meta({ description: 'What was asked for' }),
    result: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What came of it; its shape depends on the kind' }),
    problem: z
      .strictObject({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why it failed' }),
    cancelRequested: z.boolean(),
    seen: z.boolean().meta({ description: 'Whether its owner has taken note of its end' }),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.output<typeof job>;
export type JobProblem = NonNullable<Job['problem']>;

const jobParams = z.strictObject({ jobId: z.string().max(64) });

/** `everybody` is for admins; anybody else sees their own whatever they ask for. */
const jobFilter = {
  owner: z.enum(['me', 'everybody']).default('me'),
  kind: commaList(jobKinds).optional(),
};

export const listJobs = operation({
  name: 'list-jobs',
  method: 'GET',
  path: '/jobs',
  summary: 'Jobs of the caller; an admin may see everybody’s',
  tag: 'jobs',
  permission: 'jobs:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    ...jobFilter,
    state: commaList(jobStates).optional(),
    sort: z.enum(jobSorts).default('newest'),
  }),
  body: undefined,
  response: page(job),
  status: 200,
  problems: [],
});

export const jobStats = z
  .strictObject({
    states: z.record(z.enum(jobStates), z.int()),
    total: z.int(),
    unseen: z.int().meta({ description: 'Ended, and the caller has not taken note of it yet' }),
  })
  .meta({ id: 'JobStats' });
export type JobStats = z.output<typeof jobStats>;

export const getJobStats = operation({
  name: 'get-job-stats',
  method: 'GET',
  path: '/job-stats',
  summary: 'Counts of jobs by state',
  tag: 'jobs',
  permission: 'jobs:read',
  params: noParams,
  query: z.strictObject(jobFilter),
  body: undefined,
  response: jobStats,
  status: 200,
  problems: [],
});

export const getJob = operation({
  name: 'get-job',
  method: 'GET',
  path: '/jobs/{jobId}',
  summary: 'One job',
  tag: 'jobs',
  permission: 'jobs:read',
  params: jobParams,
  query: noQuery,
  body: undefined,
  response: job,
  status: 200,
  problems: ['not-found'],
});

export const cancelJob = operation({
  name: 'cancel-job',
  method: 'POST',
  path: '/jobs/{jobId}/cancel',
  summary: 'Stop a job after its current step; what it has done stays done',
  tag: 'jobs',
  permission: 'jobs:read',
  params: jobParams,
  query: noQuery,
  body: z.strictObject({}),
  response: job,
  status: 202,
  problems: ['not-found', 'job-finished'],
  location: ({ id }) => `/jobs/${id}`,
});

export const markJobsSeen = operation({
  name: 'mark-jobs-seen',
  method: 'POST',
  path: '/jobs/seen',
  summary: 'Take note of the end of jobs, so that they are not announced again',
  tag: 'jobs',
  permission: 'jobs:read',
  params: noParams,
  query: noQuery,
  body: z.strictObject({ ids: z.array(z.string().min(1).max(64)).min(1).max(500) }),
  response: z.strictObject({ seen: z.int() }),
  status: 200,
  problems: [],
});
