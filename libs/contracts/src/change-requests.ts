import * as z from 'zod';
import { operation } from './operation.ts';
import { ruleSetParams } from './rule-sets.ts';
import {
  commaList,
  instant,
  noParams,
  noQuery,
  page,
  pageQuery,
  reason,
  sha256,
  slug,
} from './shared-shapes.ts';
import { canaryFilesMax, defaultTrialLimits, trial, trialLimits } from './trials.ts';

export const changeRequestStates = [
  'open',
  'approved',
  'trial',
  'rejected',
  'withdrawn',
  'void',
  'promoted',
  'stopped',
] as const;
export type ChangeRequestState = (typeof changeRequestStates)[number];

/**
 * Asks that a version becomes what new files are judged by. It is bound to what was looked at: to the content of the bundle that would
 * be made, to the tests that were run and to the backtest over archived files. Whatever changes of that makes it void.
 */
export const changeRequest = z
  .strictObject({
    id: z.string(),
    ruleSet: z.string(),
    partner: slug,
    version: z.int(),
    ruleVersion: z.string(),
    sha256: sha256.meta({ description: 'Of the document of the version' }),
    base: z
      .strictObject({ version: z.int(), ruleVersion: z.string() })
      .meta({ description: 'What was active when it was asked for' }),
    bundleSha256: sha256.meta({ description: 'Of the format and rules that it would make active' }),
    testRun: z.string().meta({ description: 'The test run that it rests on' }),
    backtest: z
      .string()
      .nullable()
      .meta({ description: 'The backtest of this content that it rests on' }),
    noBacktestBecause: z
      .string()
      .nullable()
      .meta({ description: 'Why it rests on none; null when it rests on one' }),
    state: z.enum(changeRequestStates),
    reason: z.string(),
    requestedBy: z.string(),
    requestedAt: instant,
    decidedBy: z
      .string()
      .nullable()
      .meta({ description: 'Who approved or rejected it, never who asked for it' }),
    decidedAt: instant.nullable(),
    decisionReason: z.string().nullable(),
    closedBy: z
      .string()
      .nullable()
      .meta({ description: 'Who promoted, withdrew or stopped it, or did what made it void' }),
    closedAt: instant.nullable(),
    closedBecause: z.string().nullable(),
    bundleVersion: z.int().nullable().meta({ description: 'That its promotion made' }),
    trial: trial.nullable().meta({ description: 'The last one' }),
  })
  .meta({ id: 'ChangeRequest' });
export type ChangeRequest = z.output<typeof changeRequest>;

const requestParams = z.strictObject({ changeRequestId: z.string().max(64) });
const common = { tag: 'rules', params: requestParams, query: noQuery } as const;

export const createChangeRequest = operation({
  name: 'create-change-request',
  method: 'POST',
  path: '/change-requests',
  summary: 'Ask that a version, whose tests passed and which was backtested, is promoted',
  tag: 'rules',
  permission: 'rules:write',
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    ruleSet: z.string().max(127),
    version: z.int().min(1),
    backtest: z.string().min(1).max(64).nullable().default(null).meta({
      description:
        'One that succeeded, of this version against the active one; null only while the feed has no archived file to go over',
    }),
    reason,
  }),
  response: changeRequest,
  status: 201,
  problems: [
    'not-found',
    'rule-version-active',
    'change-request-open',
    'evidence-missing',
    'rules-invalid',
  ],
  location: ({ id }) => `/change-requests/${id}`,
});

export const listChangeRequests = operation({
  name: 'list-change-requests',
  method: 'GET',
  path: '/change-requests',
  summary: 'Change requests, newest first',
  tag: 'rules',
  permission: 'rules:read',
  params: noParams,
  query: z.strictObject({
    ...pageQuery,
    partner: slug.optional(),
    ruleSet: z.string().max(127).optional(),
    state: commaList(changeRequestStates).optional(),
    sort: z.enum(['newest']).default('newest'),
  }),
  body: undefined,
  response: page(changeRequest),
  status: 200,
  problems: [],
});

export const getChangeRequest = operation({
  ...common,
  name: 'get-change-request',
  method: 'GET',
  path: '/change-requests/{changeRequestId}',
  summary: 'One change request',
  permission: 'rules:read',
  body: undefined,
  response: changeRequest,
  status: 200,
  problems: ['not-found'],
});

export const approveChangeRequest = operation({
  ...common,
  name: 'approve-change-request',
  method: 'POST',
  path: '/change-requests/{changeRequestId}/approve',
  summary: 'Approve what somebody else asked for',
  permission: 'rules:approve',
  body: z.strictObject({ reason }),
  response: changeRequest,
  status: 200,
  problems: ['not-found', 'four-eyes', 'change-request-closed', 'evidence-stale'],
});

export const rejectChangeRequest = operation({
  ...common,
  name: 'reject-change-request',
  method: 'POST',
  path: '/change-requests/{changeRequestId}/reject',
  summary: 'Reject what somebody else asked for',
  permission: 'rules:approve',
  body: z.strictObject({ reason }),
  response: changeRequest,
  status: 200,
  problems: ['not-found', 'four-eyes', 'change-request-closed'],
});

export const withdrawChangeRequest = operation({
  ...common,
  name: 'withdraw-change-request',
  method: 'POST',
  path: '/change-requests/{changeRequestId}/withdraw',
  summary: 'Take a request back that was not promoted',
  permission: 'rules:write',
  body: z.strictObject({ reason }),
  response: changeRequest,
  status: 200,
  problems: ['not-found', 'change-request-closed'],
});

/** At once for all new files, or first on some of them. */
export const promotion = z
  .discriminatedUnion('how', [
    z.strictObject({ how: z.literal('full').optional() }),
    z.strictObject({
      how: z.literal('canary'),
      files: z.int().min(1).max(canaryFilesMax).default(1),
      rejectRateMax: trialLimits.shape.rejectRateMax.default(defaultTrialLimits.rejectRateMax),
      pointsRatioMax: trialLimits.shape.pointsRatioMax.default(defaultTrialLimits.pointsRatioMax),
    }),
    z.strictObject({
      how: z.literal('shadow'),
      files: z.int().min(1).max(100_000).nullable().default(null).meta({
        description: 'Null until somebody stops it',
      }),
    }),
  ])
  .meta({ id: 'Promotion' });
export type Promotion = z.output<typeof promotion>;

export const promoteChangeRequest = operation({
  ...common,
  name: 'promote-change-request',
  method: 'POST',
  path: '/change-requests/{changeRequestId}/promote',
  summary:
    'Make an approved version what new files are judged by, or try it on some first; runs that exist keep theirs',
  permission: 'rules:promote',
  body: promotion,
  response: changeRequest,
  status: 200,
  problems: ['not-found', 'change-request-not-approved', 'evidence-stale', 'trial-running'],
});

export const stopTrial = operation({
  ...common,
  name: 'stop-trial',
  method: 'POST',
  path: '/change-requests/{changeRequestId}/stop',
  summary: 'End the trial of a change; all new files are judged by the active rules again',
  permission: 'rules:rollback',
  body: z.strictObject({ reason }),
  response: changeRequest,
  status: 200,
  problems: ['not-found', 'no-trial'],
});

export const rollbackRules = operation({
  name: 'rollback-rules',
  method: 'POST',
  path: '/rule-sets/{ruleSetId}/rollback',
  summary: 'Make an earlier version active again at once: the one before, or the one that is named',
  tag: 'rules',
  permission: 'rules:rollback',
  params: ruleSetParams,
  query: noQuery,
  body: z.strictObject({ version: z.int().min(1).optional(), reason }),
  response: z.strictObject({
    ruleSet: z.string(),
    from: z.string().meta({ description: 'The version that was active' }),
    to: z.string().meta({ description: 'The version that is active again' }),
    bundleVersion: z.int(),
  }),
  status: 200,
  problems: ['not-found', 'nothing-to-roll-back', 'rules-invalid'],
});
