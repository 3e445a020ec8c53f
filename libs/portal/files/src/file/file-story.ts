import type { FileDecision, FileDetail } from '@waybill/contracts';
import { stateWords } from '@waybill/portal-core';
import type { IconName, Tone } from '@waybill/portal-ui';

/** One thing that happened to a file, as somebody would tell it. */
export interface Chapter {
  readonly at: string;
  readonly text: string;
  readonly icon: IconName;
  readonly tone: Tone;
  /** Why, in the words of who decided it. */
  readonly reason: string | null;
  readonly run: string | null;
}

const plain = { reason: null, run: null };

/** What happened to a file, oldest first. Without the audit trail it is told from what the file itself says. */
export function storyOf(file: FileDetail): Chapter[] {
  const told = file.decisions === null ? fromFile(file) : file.decisions.flatMap(chapterOf);
  const chapters = [arrival(file), ...told, ...file.runs.flatMap(runChapters)];
  return chapters.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function arrival({ receivedAt, bucket, key }: FileDetail): Chapter {
  const text = `Arrived as ${key} in ${bucket}.`;
  return { at: receivedAt, text, icon: 'inbox', tone: 'calm', ...plain };
}

function fromFile({ receivedAt, archivedAt, rejectedAt, problem, state }: FileDetail): Chapter[] {
  const chapters: Chapter[] = [];
  if (problem && (state === 'unassigned' || state === 'quarantined'))
    chapters.push({
      at: receivedAt,
      text: problem.message,
      icon: 'warning',
      tone: 'warn',
      ...plain,
    });
  if (rejectedAt)
    chapters.push({ at: rejectedAt, text: 'Rejected.', icon: 'block', tone: 'calm', ...plain });
  if (archivedAt)
    chapters.push({
      at: archivedAt,
      text: kept(state),
      icon: 'check-circle',
      tone: 'good',
      ...plain,
    });
  return chapters;
}

function kept(state: FileDetail['state']): string {
  return state === 'quarantined' ? 'Its bytes were set aside.' : 'The original was archived.';
}

function chapterOf(decision: FileDecision): Chapter[] {
  const { at, actor, action, feed, run, reason } = decision;
  const word = words[action];
  if (!word) return [];
  const text = word.text(personOf(actor), feed ?? 'a feed');
  return [{ at, text, icon: word.icon, tone: word.tone, reason, run }];
}

interface Telling {
  readonly text: (who: string, feed: string) => string;
  readonly icon: IconName;
  readonly tone: Tone;
}

const words: Readonly<Record<string, Telling>> = {
  'file.assigned': {
    text: (who, feed) => `${who} gave it to ${feed}.`,
    icon: 'check',
    tone: 'good',
  },
  'file.unassigned': {
    text: () => 'No feed was found for it.',
    icon: 'pending',
    tone: 'warn',
  },
  'file.quarantined': { text: () => 'It was set aside.', icon: 'warning', tone: 'bad' },
  'file.ignored': { text: () => 'It was ignored.', icon: 'visibility-off', tone: 'calm' },
  'file.duplicate': {
    text: () => 'The same bytes had been processed before.',
    icon: 'difference',
    tone: 'note',
  },
  'file.released': {
    text: (who) => `${who} released it, its guards waived.`,
    icon: 'play-circle',
    tone: 'good',
  },
  'file.rejected': { text: (who) => `${who} rejected it.`, icon: 'block', tone: 'calm' },
  'file.reopened': {
    text: (who) => `${who} took the rejection back.`,
    icon: 'history',
    tone: 'note',
  },
  'file.archived': { text: () => 'The original was archived.', icon: 'check-circle', tone: 'good' },
  'file.download-url-created': {
    text: (who) => `${who} downloaded it.`,
    icon: 'download',
    tone: 'note',
  },
};

function personOf(actor: string): string {
  const name = actor.slice(actor.indexOf(':') + 1);
  return actor.startsWith('system:') ? 'The hub' : name;
}

function runChapters({
  id,
  kind,
  state,
  queuedAt,
  finishedAt,
}: FileDetail['runs'][number]): Chapter[] {
  const name = kind === 'replay' ? 'A replay' : 'A run';
  const { label, icon, tone } = stateWords[state];
  const begun: Chapter = {
    at: queuedAt,
    text: `${name} was queued.`,
    icon: kind === 'replay' ? 'replay' : 'schedule',
    tone: 'calm',
    reason: null,
    run: id,
  };
  if (finishedAt === null) return [begun];
  const text = `${name} ended: ${label.toLowerCase()}.`;
  return [begun, { at: finishedAt, text, icon, tone, reason: null, run: id }];
}
