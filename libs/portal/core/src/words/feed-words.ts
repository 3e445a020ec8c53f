import type { DriftKind, DriftState, Feed } from '@waybill/contracts';
import type { Word } from './run-words.ts';

export const feedStateWords: Readonly<Record<Feed['state'], Word>> = {
  active: { label: 'Active', icon: 'check-circle', tone: 'good' },
  paused: { label: 'Paused', icon: 'pause-circle', tone: 'warn' },
};

export const documentWords: Readonly<Record<Feed['documentType'], string>> = {
  purchase: 'Purchases',
  roster: 'Roster',
};

/** What was decided on a difference between a header and its layout. */
export const driftStateWords: Readonly<Record<DriftState, Word>> = {
  open: { label: 'Open', icon: 'warning', tone: 'warn' },
  accepted: { label: 'Alias added', icon: 'check-circle', tone: 'good' },
  ignored: { label: 'Harmless', icon: 'check', tone: 'calm' },
  rejected: { label: 'Partner corrects it', icon: 'undo', tone: 'note' },
};

export const driftKindWords: Readonly<Record<DriftKind, string>> = {
  renamed: 'Column renamed',
  removed: 'Column missing',
  added: 'New column',
  reordered: 'Columns in another order',
};
