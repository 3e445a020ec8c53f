import type {
  BulkReplayRunState,
  BulkReplayState,
  ReplayEffects,
  ReplayPlan,
} from '@waybill/contracts';
import type { Share } from '@waybill/portal-ui';
import type { Word } from '@waybill/portal-core';

export const bulkReplayWords: Readonly<Record<BulkReplayState, Word>> = {
  canary: { label: 'Canary', icon: 'progress-activity', tone: 'busy' },
  waiting: { label: 'Waits for you', icon: 'hourglass-empty', tone: 'warn' },
  running: { label: 'Running', icon: 'progress-activity', tone: 'busy' },
  succeeded: { label: 'Succeeded', icon: 'check-circle', tone: 'good' },
  stopped: { label: 'Stopped', icon: 'stop-circle', tone: 'bad' },
  cancelled: { label: 'Cancelled', icon: 'do-not-disturb-on', tone: 'calm' },
};

/** Of a run within a bulk replay. */
export const bulkRunWords: Readonly<Record<BulkReplayRunState, Word>> = {
  waiting: { label: 'Not planned yet', icon: 'hourglass-empty', tone: 'calm' },
  planning: { label: 'Being planned', icon: 'progress-activity', tone: 'busy' },
  planned: { label: 'Planned', icon: 'schedule', tone: 'calm' },
  refused: { label: 'Left out', icon: 'block', tone: 'warn' },
  replaying: { label: 'Replaying', icon: 'progress-activity', tone: 'busy' },
  done: { label: 'As planned', icon: 'verified', tone: 'good' },
  unexpected: { label: 'Unexpected', icon: 'error', tone: 'bad' },
  cancelled: { label: 'Cancelled', icon: 'do-not-disturb-on', tone: 'calm' },
};

export const rowsWords: Readonly<Record<ReplayPlan['rows'], string>> = {
  all: 'all rows',
  failed: 'failed rows only',
};

export const rulesWords: Readonly<Record<ReplayPlan['rules'], string>> = {
  current: 'the rules the feed has now',
  original: 'the rules the run had used',
};

/** Effects on rows as parts of a whole. */
export function sharesOfEffects(effects: ReplayEffects): Share[] {
  return [
    { key: 'inserted', label: 'new', tone: 'good', count: effects.inserted },
    { key: 'reversed', label: 'replaced', tone: 'busy', count: effects.reversed },
    { key: 'unchanged', label: 'unchanged', tone: 'calm', count: effects.unchanged },
    { key: 'skipped', label: 'skipped', tone: 'note', count: effects.skipped },
    { key: 'conflict', label: 'in conflict', tone: 'warn', count: effects.conflict },
    { key: 'rejected', label: 'rejected', tone: 'bad', count: effects.rejected },
  ];
}

export function isBulkReplayOver(state: BulkReplayState): boolean {
  return state === 'succeeded' || state === 'stopped' || state === 'cancelled';
}
