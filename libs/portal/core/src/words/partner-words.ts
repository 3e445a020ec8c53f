import type { Partner } from '@waybill/contracts';
import type { Word } from './run-words.ts';

/** States of a partner in the order of their chips. */
export const partnerWords: Readonly<Record<Partner['state'], Word>> = {
  live: { label: 'Live', icon: 'check-circle', tone: 'good' },
  testing: { label: 'Testing', icon: 'rule', tone: 'busy' },
  suspended: { label: 'Suspended', icon: 'pause-circle', tone: 'warn' },
  draft: { label: 'Draft', icon: 'draft', tone: 'calm' },
  offboarded: { label: 'Offboarded', icon: 'do-not-disturb-on', tone: 'calm' },
};
