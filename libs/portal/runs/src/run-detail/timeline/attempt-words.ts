import type { RunAttempt } from '@waybill/contracts';
import type { IconName, Tone } from '@waybill/portal-ui';

interface EndingWord {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly meaning: string;
}

/** How an attempt ended, in words; null is one that goes on. */
export function endingWord(ending: RunAttempt['ending']): EndingWord {
  return ending === null ? going : words[ending];
}

const going: EndingWord = {
  label: 'Going on',
  icon: 'progress-activity',
  tone: 'busy',
  meaning: 'A worker is at it.',
};

const words: Readonly<Record<NonNullable<RunAttempt['ending']>, EndingWord>> = {
  finished: {
    label: 'Finished the run',
    icon: 'check-circle',
    tone: 'good',
    meaning: 'It brought the run to its end.',
  },
  interrupted: {
    label: 'Broke off',
    icon: 'error',
    tone: 'bad',
    meaning:
      'An error ended it; what it had committed stands, and the next one went on from there.',
  },
  stopped: {
    label: 'Handed over',
    icon: 'stop-circle',
    tone: 'calm',
    meaning: 'Its worker was told to stop, between two batches; another one went on.',
  },
  lost: {
    label: 'Lost',
    icon: 'sync-problem',
    tone: 'warn',
    meaning:
      'Its worker gave no sign of life any more, as after a crash. When its lease had run out, another one took over after the last committed row.',
  },
};
