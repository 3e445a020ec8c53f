import type { FeedDay } from '@waybill/contracts';
import type { IconName, Tone } from '@waybill/portal-ui';

export interface FeedDayWord {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly meaning: string;
}

/** How a day of a feed stands, the most pressing first. */
export const feedDayWords: Readonly<Record<FeedDay['state'], FeedDayWord>> = {
  missing: {
    label: 'missing',
    icon: 'cancel',
    tone: 'bad',
    meaning: 'The day is over and no usable file came.',
  },
  late: {
    label: 'late',
    icon: 'schedule',
    tone: 'bad',
    meaning: 'The time and its grace are over and no usable file came.',
  },
  undersized: {
    label: 'held for its size',
    icon: 'warning',
    tone: 'warn',
    meaning: 'A file came with far fewer rows than usual and waits for a decision.',
  },
  'at-risk': {
    label: 'at risk',
    icon: 'hourglass-empty',
    tone: 'warn',
    meaning: 'It is time, and no usable file has come yet.',
  },
  recovered: {
    label: 'recovered',
    icon: 'verified',
    tone: 'note',
    meaning:
      'A usable file came in the end: late, after one that was not usable, or set aside at first.',
  },
  due: { label: 'due', icon: 'pending', tone: 'calm', meaning: 'It is not time yet.' },
  early: {
    label: 'early',
    icon: 'check-circle',
    tone: 'good',
    meaning: 'The file came well before its time.',
  },
  'on-time': {
    label: 'on time',
    icon: 'check-circle',
    tone: 'good',
    meaning: 'The file came in time.',
  },
  none: { label: 'nothing due', icon: 'check', tone: 'pale', meaning: 'Nothing was due.' },
};

/** States in which somebody has to do something about a feed. */
export const pressingDayStates: readonly FeedDay['state'][] = [
  'missing',
  'late',
  'undersized',
  'at-risk',
];
