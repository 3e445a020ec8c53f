import type { FileDecision } from '@waybill/contracts';
import { aFileDetail, aRowProblem } from '@waybill/contracts/testing';
import { storyOf } from './file-story.ts';

const decided = (change: Partial<FileDecision>): FileDecision => ({
  at: '2026-11-03T06:00:00.000Z',
  actor: 'system:pipeline',
  action: 'file.unassigned',
  feed: null,
  run: null,
  reason: null,
  ...change,
});

describe('the story of a file', () => {
  it('is told in the order in which it happened, with who decided and why', () => {
    const story = storyOf(
      aFileDetail({
        receivedAt: '2026-11-03T05:00:00.000Z',
        runs: [],
        decisions: [
          decided({}),
          decided({
            at: '2026-11-03T07:00:00.000Z',
            actor: 'person:support',
            action: 'file.assigned',
            feed: 'acme.purchases',
            reason: 'wrong folder',
          }),
        ],
      }),
    );

    expect(story.map(({ text }) => text)).toEqual([
      'Arrived as acme/purchases/purchases-2026-11-03.csv in waybill-landing.',
      'No feed was found for it.',
      'support gave it to acme.purchases.',
    ]);
    expect(story.at(-1)).toMatchObject({ reason: 'wrong folder' });
  });

  it('is told from the file itself to whom the audit trail is closed', () => {
    const problem = aRowProblem({ message: 'The folder belongs to no feed.' });

    const story = storyOf(
      aFileDetail({ state: 'unassigned', problem, runs: [], archivedAt: null }),
    );

    expect(story.map(({ text }) => text)).toContain('The folder belongs to no feed.');
  });

  it('has the end of each run in it', () => {
    const [run] = aFileDetail().runs;
    if (!run) throw new Error('the builder has a run');

    const story = storyOf(aFileDetail({ runs: [{ ...run, state: 'partial' }], decisions: [] }));

    expect(story.map(({ text }) => text)).toContain('A run ended: partial.');
    expect(story.find(({ run: id }) => id === run.id)).toBeDefined();
  });
});
