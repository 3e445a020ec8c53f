import type { Member } from '@waybill/contracts';
import type { IconName, Tone } from '@waybill/portal-ui';

export interface MemberStateWord {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly meaning: string;
}

export const memberStateWords: Readonly<Record<Member['state'], MemberStateWord>> = {
  active: {
    label: 'Active',
    icon: 'check-circle',
    tone: 'good',
    meaning: 'Earns points.',
  },
  frozen: {
    label: 'Frozen',
    icon: 'lock',
    tone: 'warn',
    meaning: 'Rows of this member are rejected until somebody lifts it.',
  },
  closed: {
    label: 'Closed',
    icon: 'do-not-disturb-on',
    tone: 'calm',
    meaning: 'Has left the partner; what was earned stays, nothing new is booked.',
  },
};
