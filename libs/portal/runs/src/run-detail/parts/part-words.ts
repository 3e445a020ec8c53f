import type { RunPartState, RunPartsTally } from '@waybill/contracts';
import { counted, figure } from '@waybill/portal-ui';
import type { IconName, Tone } from '@waybill/portal-ui';

interface PartWord {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

export const partWords: Readonly<Record<RunPartState, PartWord>> = {
  waiting: { label: 'Waiting', icon: 'hourglass-empty', tone: 'calm' },
  running: { label: 'Going on', icon: 'progress-activity', tone: 'busy' },
  'broken-off': { label: 'Broke off', icon: 'sync-problem', tone: 'warn' },
  done: { label: 'Done', icon: 'check-circle', tone: 'good' },
};

/** "3 of 8 parts done, 2 going on, 1 broken off, 2 waiting; 1 taken up again." */
export function tallyInWords({
  total,
  done,
  running,
  waiting,
  brokenOff,
  again,
}: RunPartsTally): string {
  const open = [
    [running, 'going on'],
    [brokenOff, 'broken off'],
    [waiting, 'waiting'],
  ] as const;
  const rest = open
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${figure(count)} ${word}`);
  const taken = again === 0 ? '' : `; ${figure(again)} taken up again`;
  return `${[`${figure(done)} of ${counted(total, 'part')} done`, ...rest].join(', ')}${taken}.`;
}
