import { aFile, aRowProblem } from '@waybill/contracts/testing';
import { storyOf } from './upload-story.ts';
import type { Upload } from './upload-story.ts';

const upload: Upload = {
  id: 'u1',
  name: 'purchases.csv',
  sizeBytes: 2000,
  feed: 'acme.purchases',
  step: 'watching',
  sent: 1,
  file: null,
  runState: null,
  problem: null,
};
const cause = aRowProblem({ scope: 'file', message: 'The file is not UTF-8.' });

describe('what became of an upload', () => {
  it.each<[string, Partial<Upload>, string, boolean, RegExp | null]>([
    ['before it is sent', { step: 'preparing' }, 'Preparing', false, null],
    ['halfway', { step: 'sending', sent: 0.509 }, 'Sending 50 %', false, null],
    ['sent', {}, 'Waiting for the hub', false, null],
    ['seen', { file: aFile({ state: 'received', lastRun: null }) }, 'Taken in', false, null],
    [
      'running',
      { file: aFile({ state: 'processing', lastRun: 'run_1' }), runState: 'running' },
      'Running',
      false,
      null,
    ],
    [
      'done',
      { file: aFile({ state: 'archived', lastRun: 'run_1' }), runState: 'partial' },
      'Partial',
      true,
      null,
    ],
    [
      'of no feed',
      { file: aFile({ state: 'unassigned', problem: null }) },
      'Unassigned',
      true,
      /fits none of the feeds/,
    ],
    [
      'sent before',
      { file: aFile({ state: 'duplicate', duplicateOf: 'file_0' }) },
      'Duplicate',
      true,
      /exactly these bytes/,
    ],
    [
      'unreadable',
      { file: aFile({ state: 'quarantined', problem: cause }) },
      'Quarantined',
      true,
      /not UTF-8\. It was set aside/,
    ],
    [
      'no file for us',
      { file: aFile({ state: 'ignored', problem: null }) },
      'Ignored',
      true,
      /no such/,
    ],
    ['called off', { step: 'cancelled' }, 'Cancelled', true, /Nothing was taken in/],
    ['not sent', { step: 'failed' }, 'Not sent', true, null],
  ])('%s', (_name, change, label, isOver, explanation) => {
    const story = storyOf({ ...upload, ...change });

    expect(story).toMatchObject({ label, isOver });
    if (explanation) expect(story.explanation).toMatch(explanation);
    else expect(story.explanation).toBeNull();
  });
});
