import type { JobKindName, JobState } from '@waybill/contracts';
import type { Word } from './run-words.ts';

/** States of a job in the order of their chips. */
export const jobStateWords: Readonly<Record<JobState, Word>> = {
  running: { label: 'Running', icon: 'progress-activity', tone: 'busy' },
  queued: { label: 'Queued', icon: 'hourglass-empty', tone: 'calm' },
  succeeded: { label: 'Done', icon: 'check-circle', tone: 'good' },
  failed: { label: 'Failed', icon: 'error', tone: 'bad' },
  cancelled: { label: 'Cancelled', icon: 'do-not-disturb-on', tone: 'calm' },
};

export const jobKindWords: Readonly<Record<JobKindName, string>> = {
  export: 'Export',
  'bulk-replay-plan': 'Plan of a bulk replay',
  'bulk-replay': 'Bulk replay',
  backtest: 'Backtest',
};
