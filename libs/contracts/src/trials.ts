import * as z from 'zod';
import { backtestChangeCounts, backtestChanges, backtestPoints, backtestRow } from './backtests.ts';
import { operation } from './operation.ts';
import { commaList, instant, page, pageQuery } from './shared-shapes.ts';
import { trialKinds } from './trial-kinds.ts';

/** `passed`: a canary whose files all kept within the limits; `finished`: a shadow that saw its files, or what promotion ended. */
export const trialStates = ['running', 'passed', 'finished', 'stopped'] as const;
export type TrialState = (typeof trialStates)[number];

/** Files that a canary may judge. */
export const canaryFilesMax = 20;

/** What one file of a canary may do at most; more stops the trial. */
export const trialLimits = z
  .strictObject({
    rejectRateMax: z.number().min(0).max(1).meta({
      description: 'Rejected and conflicting rows, as a fraction of the rows read',
      example: 0.05,
    }),
    pointsRatioMax: z.number().positive().max(1000).meta({
      description:
        'Points granted per accepted row, by what the active rules would have granted on the same file',
      example: 1.5,
    }),
  })
  .meta({ id: 'TrialLimits' });
export type TrialLimits = z.output<typeof trialLimits>;

export const defaultTrialLimits: TrialLimits = { rejectRateMax: 0.05, pointsRatioMax: 1.5 };

/** What one of the two rule sets makes of a file. */
const trialSide = z.strictObject({
  accepted: z.int().meta({ description: 'Rows that were neither rejected nor a conflict' }),
  refused: z.int().meta({ description: 'Rows that were rejected or a conflict' }),
  granted: z.int().meta({ description: 'Points granted, before any that are taken back' }),
});
export type TrialSide = z.output<typeof trialSide>;

/** Refused rows, as a fraction of the rows read; null without rows. */
export function rejectRate({ accepted, refused }: TrialSide): number | null {
  const read = accepted + refused;
  return read === 0 ? null : refused / read;
}

/** Points per accepted row, candidate by base; null when the base grants nothing. */
export function pointsRatio(base: TrialSide, candidate: TrialSide): number | null {
  if (base.granted === 0 || base.accepted === 0) return null;
  const perRow = candidate.accepted === 0 ? 0 : candidate.granted / candidate.accepted;
  return perRow / (base.granted / base.accepted);
}

const comparedRows = z.strictObject({
  read: z.int(),
  same: z.int(),
  changes: backtestChangeCounts,
});

export const trial = z
  .strictObject({
    how: z.enum(trialKinds),
    state: z.enum(trialStates),
    files: z.strictObject({
      wanted: z.int().nullable().meta({ description: 'Null until somebody stops it' }),
      done: z.int().meta({ description: 'Compared' }),
      waiting: z.int().meta({ description: 'Their runs have not ended' }),
    }),
    limits: trialLimits.nullable().meta({ description: 'Of a canary' }),
    bundleVersion: z
      .int()
      .nullable()
      .meta({ description: 'That the files of a canary are judged by' }),
    rows: comparedRows,
    points: backtestPoints,
    startedBy: z.string(),
    startedAt: instant,
    endedBy: z.string().nullable(),
    endedAt: instant.nullable(),
    stoppedBecause: z.string().nullable(),
  })
  .meta({ id: 'Trial' });
export type Trial = z.output<typeof trial>;

export const trialRunStates = ['waiting', 'compared', 'left-out'] as const;

/** One run of a trial: what both rule sets make of its file against the ledger as it was. */
export const trialRun = z
  .strictObject({
    run: z.string(),
    file: z.string(),
    fileName: z.string(),
    how: z.enum(trialKinds),
    position: z.int().meta({ description: 'Within the trial, in the order of arrival' }),
    state: z.enum(trialRunStates),
    rows: comparedRows,
    points: backtestPoints.meta({ description: 'With those that are taken back' }),
    base: trialSide,
    candidate: trialSide,
    rejectRate: z.number().nullable().meta({ description: 'Of the candidate; null without rows' }),
    pointsRatio: z.number().nullable().meta({
      description: 'Candidate by base; null when the base grants nothing',
    }),
    because: z
      .string()
      .nullable()
      .meta({ description: 'Why it was left out, or which limit it crossed' }),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'TrialRun' });
export type TrialRun = z.output<typeof trialRun>;

export const trialRow = backtestRow.extend({ run: z.string() }).meta({ id: 'TrialRow' });
export type TrialRow = z.output<typeof trialRow>;

const common = {
  method: 'GET',
  tag: 'rules',
  permission: 'rules:read',
  params: z.strictObject({ changeRequestId: z.string().max(64) }),
  body: undefined,
  status: 200,
  problems: ['not-found'],
} as const;

export const listTrialRuns = operation({
  ...common,
  problems: [...common.problems],
  name: 'list-trial-runs',
  path: '/change-requests/{changeRequestId}/trial-runs',
  summary: 'The runs on which a change was tried, newest first, each with what both rule sets make',
  query: z.strictObject(pageQuery),
  response: page(trialRun),
});

export const listTrialRows = operation({
  ...common,
  problems: [...common.problems],
  name: 'list-trial-rows',
  path: '/change-requests/{changeRequestId}/trial-rows',
  summary: 'Rows that the two rule sets of a trial treat otherwise, in the order of runs and rows',
  query: z.strictObject({
    ...pageQuery,
    change: commaList(backtestChanges).optional(),
    run: z.string().max(64).optional(),
  }),
  response: page(trialRow),
});
