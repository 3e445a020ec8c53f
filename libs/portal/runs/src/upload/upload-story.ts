import type { InboundFile, RunState } from '@waybill/contracts';
import type { PortalProblem } from '@waybill/portal-core';
import type { IconName, Tone } from '@waybill/portal-ui';
import { isFinished, stateWords } from '@waybill/portal-core';

/** One dropped file and what became of it so far. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly feed: string;
  readonly step: 'preparing' | 'sending' | 'watching' | 'failed' | 'cancelled';
  /** 0 to 1, of the bytes sent. */
  readonly sent: number;
  readonly file: InboundFile | null;
  readonly runState: RunState | null;
  readonly problem: PortalProblem | null;
}

export interface Story {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
  /** What it means and what to do, when there is something to say. */
  readonly explanation: string | null;
  readonly isOver: boolean;
}

/** What the person is told about an upload: its state in a word, and what to do when it is stuck. */
export function storyOf(upload: Upload): Story {
  switch (upload.step) {
    case 'preparing':
      return going('Preparing');
    case 'sending':
      return going(`Sending ${Math.floor(upload.sent * 100)} %`);
    case 'cancelled':
      return over('Cancelled', 'do-not-disturb-on', 'calm', 'Nothing was taken in.');
    case 'failed':
      return over('Not sent', 'error', 'bad', null);
    case 'watching':
      return upload.file ? fileStory(upload.file, upload.runState) : going('Waiting for the hub');
  }
}

function fileStory(file: InboundFile, runState: RunState | null): Story {
  const cause = file.problem?.message ?? '';
  if (file.state === 'unassigned') {
    const why = cause || 'Its name fits none of the feeds here.';
    const advice = 'Rename it, or have it assigned to a feed.';
    return over('Unassigned', 'warning', 'warn', joined(why, advice));
  }
  if (file.state === 'duplicate') {
    const advice = 'The hub has a file with exactly these bytes already. Nothing is booked twice.';
    return over('Duplicate', 'difference', 'calm', advice);
  }
  if (file.state === 'quarantined') {
    const advice = 'It was set aside before any row was read. Correct it and send it again.';
    return over('Quarantined', 'block', 'bad', joined(cause, advice));
  }
  if (file.state === 'ignored') {
    return over(
      'Ignored',
      'do-not-disturb-on',
      'calm',
      joined(cause, 'The hub takes no such file.'),
    );
  }
  if (!runState || !file.lastRun) return going('Taken in');
  const { label, icon, tone } = stateWords[runState];
  return { label, icon, tone, explanation: null, isOver: isFinished(runState) };
}

function going(label: string): Story {
  return { label, icon: 'progress-activity', tone: 'busy', explanation: null, isOver: false };
}

function over(label: string, icon: IconName, tone: Tone, explanation: string | null): Story {
  return { label, icon, tone, explanation, isOver: true };
}

function joined(...sentences: string[]): string {
  return sentences.filter(Boolean).join(' ');
}
