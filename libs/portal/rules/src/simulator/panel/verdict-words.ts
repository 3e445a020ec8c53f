import type { RuleDecision } from '@waybill/contracts';
import { counted } from '@waybill/portal-ui';
import type { IconName, Tone } from '@waybill/portal-ui';
import type { WrittenEffect } from '@waybill/rules';

interface Word {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

export const decisionWords: Readonly<Record<RuleDecision['outcome'], Word>> = {
  accrue: { label: 'Earns', icon: 'check-circle', tone: 'good' },
  reverse: { label: 'Takes back', icon: 'undo', tone: 'note' },
  reject: { label: 'Rejected', icon: 'error', tone: 'bad' },
  skip: { label: 'Skipped', icon: 'do-not-disturb-on', tone: 'note' },
  error: { label: 'Fails', icon: 'error', tone: 'bad' },
};

/** What becomes of the row, after the word for it. */
export function decisionText({ outcome, points, message }: RuleDecision): string {
  switch (outcome) {
    case 'accrue':
      return counted(points ?? 0, 'point');
    case 'reverse':
      return points === null ? 'all points of the original entry' : counted(points, 'point');
    default:
      return message ?? '';
  }
}

/** What it would write into the ledger. */
export function entryText({ outcome, points, expiresOn }: RuleDecision): string {
  if (outcome === 'accrue') {
    const until = expiresOn === null ? 'which never expire' : `which expire on ${expiresOn}`;
    return `One entry of ${counted(points ?? 0, 'point')}, ${until}.`;
  }
  if (outcome !== 'reverse') return 'None.';
  return points === null
    ? 'One entry that reverses the original.'
    : `One entry that takes ${counted(points, 'point')} off the original.`;
}

export function effectText({ do: deed, points, field, value, message }: WrittenEffect): string {
  switch (deed) {
    case 'accrue':
      return `adds ${counted(points ?? 0, 'point')}`;
    case 'reverse':
      return points === null ? 'takes all points back' : `takes ${counted(points, 'point')} back`;
    case 'set':
      return `sets ${field ?? ''} to ${value ?? 'no value'}`;
    case 'reject':
      return `rejects the row: ${message ?? ''}`;
    case 'skip':
      return `skips the row: ${message ?? ''}`;
    case 'warn':
      return `warns: ${message ?? ''}`;
  }
}
