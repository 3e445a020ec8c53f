import type { RowOutcome, RunCounts, RunState, StageName } from '@waybill/contracts';
import type { IconName, Share, Tone } from '@waybill/portal-ui';

export interface Word {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

/** States of a run in the order of their chips. */
export const stateWords: Readonly<Record<RunState, Word>> = {
  running: { label: 'Running', icon: 'progress-activity', tone: 'busy' },
  queued: { label: 'Queued', icon: 'hourglass-empty', tone: 'calm' },
  succeeded: { label: 'Succeeded', icon: 'check-circle', tone: 'good' },
  partial: { label: 'Partial', icon: 'warning', tone: 'warn' },
  failed: { label: 'Failed', icon: 'error', tone: 'bad' },
  repaired: { label: 'Repaired', icon: 'verified', tone: 'note' },
  cancelled: { label: 'Cancelled', icon: 'do-not-disturb-on', tone: 'calm' },
};

export interface OutcomeWord {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
  /** What the outcome means, for whoever meets it the first time. */
  readonly meaning: string;
}

export const outcomeWords: Readonly<Record<RowOutcome, OutcomeWord>> = {
  posted: {
    label: 'posted',
    tone: 'good',
    icon: 'check-circle',
    meaning: 'Booked to the ledger or the roster.',
  },
  unchanged: {
    label: 'unchanged',
    tone: 'calm',
    icon: 'check',
    meaning: 'A replay found it booked already, exactly like this.',
  },
  duplicate: {
    label: 'duplicate',
    tone: 'pale',
    icon: 'difference',
    meaning: 'The same id with the same content was posted before.',
  },
  conflict: {
    label: 'conflict',
    tone: 'warn',
    icon: 'warning',
    meaning: 'The same id was posted before with other content; the first posting stands.',
  },
  rejected: {
    label: 'rejected',
    tone: 'bad',
    icon: 'error',
    meaning: 'Broke a rule of the feed; nothing was booked.',
  },
  skipped: {
    label: 'skipped',
    tone: 'note',
    icon: 'do-not-disturb-on',
    meaning: 'The rules book nothing for it.',
  },
};

export const outcomes: readonly RowOutcome[] = [
  'posted',
  'unchanged',
  'duplicate',
  'conflict',
  'rejected',
  'skipped',
];

export const stageLabels: Readonly<Record<StageName, string>> = {
  receive: 'Receive',
  recognise: 'Recognise',
  decode: 'Decode',
  map: 'Map',
  validate: 'Validate',
  'apply-rules': 'Apply rules',
  post: 'Post',
  archive: 'Archive',
  report: 'Report',
};

/** The parts that must add up to `counts.read`. */
export function sharesOf(counts: RunCounts): Share[] {
  return outcomes.map((outcome) => {
    const { label, tone } = outcomeWords[outcome];
    return { key: outcome, label, tone, count: counts[outcome] };
  });
}

export function isFinished(state: RunState): boolean {
  return state !== 'queued' && state !== 'running';
}
