import type { RowErrorState } from '@waybill/contracts';
import type { Word } from './run-words.ts';

/** States of a row error in the order of their chips. */
export const rowErrorWords: Readonly<Record<RowErrorState, Word>> = {
  open: { label: 'Open', icon: 'error', tone: 'bad' },
  corrected: { label: 'Corrected', icon: 'rule', tone: 'busy' },
  replayed: { label: 'Replayed', icon: 'replay', tone: 'note' },
  resolved: { label: 'Resolved', icon: 'check-circle', tone: 'good' },
  ignored: { label: 'Ignored', icon: 'do-not-disturb-on', tone: 'calm' },
  'auto-resolved': { label: 'Resolved by itself', icon: 'verified', tone: 'good' },
};
