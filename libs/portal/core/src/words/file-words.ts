import type { FileState } from '@waybill/contracts';
import type { Word } from './run-words.ts';

/** States of a file in the order of their chips: first what somebody has to decide about. */
export const fileWords: Readonly<Record<FileState, Word>> = {
  unassigned: { label: 'Unassigned', icon: 'pending', tone: 'warn' },
  quarantined: { label: 'Quarantined', icon: 'warning', tone: 'bad' },
  received: { label: 'Received', icon: 'inbox', tone: 'calm' },
  assigned: { label: 'Assigned', icon: 'schedule', tone: 'calm' },
  processing: { label: 'Processing', icon: 'progress-activity', tone: 'busy' },
  processed: { label: 'Processed', icon: 'check', tone: 'good' },
  archived: { label: 'Archived', icon: 'check-circle', tone: 'good' },
  duplicate: { label: 'Duplicate', icon: 'difference', tone: 'note' },
  ignored: { label: 'Ignored', icon: 'visibility-off', tone: 'calm' },
  rejected: { label: 'Rejected', icon: 'block', tone: 'calm' },
};

/** What each state means for whoever looks at the file, in a sentence. */
export const fileMeanings: Readonly<Record<FileState, string>> = {
  unassigned: 'Nobody knows which feed this file is for. Assign it, or reject it.',
  quarantined: 'The file was set aside. Release it, assign it to another feed, or reject it.',
  received: 'The file has arrived and is looked at in a moment.',
  assigned: 'The file has a feed and waits for its run.',
  processing: 'A run is reading the file.',
  processed: 'All rows have their outcome; the original is about to be archived.',
  archived: 'All rows have their outcome and the original is kept.',
  duplicate: 'The same bytes were processed before, so nothing was booked.',
  ignored: 'The name says that this is no finished file, or a newer one took its place.',
  rejected: 'Somebody decided that this file is not processed.',
};
