import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { header, line } from '../../cases/bad-input.ts';
import { openTestHub, type TestHub } from '../../testing/index.ts';
import { receiveObject } from '../stages/receive-file/receive-object.ts';
import { processNext } from './process-next.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await openTestHub({ settings: { batchRows: 3 } });
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
});
afterEach(() => hub.close());

const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => line({ txn: `T${String(n + 1)}` }));

describe('the events of a run', () => {
  it('tell its whole way, from arrival to archive', async () => {
    const story = await storyOf(await queue(rows(7)));

    expect(story.map(({ code }) => code)).toEqual([
      'RECEIVED',
      'RECOGNISED',
      'STARTED',
      'DIALECT',
      'COLUMNS',
      'INSPECTED',
      'NOT_SENT_BEFORE',
      'PROGRESS',
      'PROGRESS',
      'ARCHIVED',
      'FINISHED',
    ]);
    expect(story.slice(0, 3).map(({ attempt }) => attempt)).toEqual([0, 0, 1]);
    expect(messageOf(story, 'RECEIVED')).toMatch(/^Received as acme\/p\/a\.csv, \d+ bytes\.$/);
    expect(messageOf(story, 'DIALECT')).toBe(
      'Read as utf-8, delimited by “,”, quoted by ", header in line 1.',
    );
    expect(messageOf(story, 'PROGRESS')).toBe('40 % settled: 3 of 7 rows, 0 need attention.');
    expect(messageOf(story, 'ARCHIVED')).toMatch(
      /^Archived as waybill-archive\/.*same size and SHA-256/,
    );
  });

  it('name the first row that needs attention, by its place and not by what it holds', async () => {
    const story = await storyOf(
      await queue([
        ...rows(4),
        line({ txn: 'T9', amount: 'ten' }),
        line({ txn: 'T8', amount: 'six' }),
      ]),
    );

    expect(story.filter(({ code }) => code === 'FIRST_BAD_ROW')).toHaveLength(1);
    expect(messageOf(story, 'FIRST_BAD_ROW')).toMatch(
      /^Row 5 \(line 6\) is the first that needs attention: TYPE-\d+ in column “amount”\.$/,
    );
  });

  it('say that a file was set aside', async () => {
    const story = await storyOf(await queue(['x'], 'a,b'));

    expect(messageOf(story, 'QUARANTINED')).toMatch(/^Set aside as waybill-quarantine\//);
    expect(story.at(-1)).toMatchObject({ level: 'error', stage: 'report' });
  });

  it('say who cancelled it and where it stopped', async () => {
    const runId = await queue(rows(3));
    const wish = { by: 'person:support', reason: 'wrong month', at: new Date() };
    await hub.db.runs.requestCancel(runId, wish);

    const story = await storyOf(runId);
    expect(messageOf(story, 'CANCEL_REQUESTED')).toBe(
      'person:support asked to cancel: wrong month',
    );
    expect(messageOf(story, 'CANCELLED')).toMatch(
      /^Stopped before its first row; what was booked stays/,
    );
  });

  it('say why an attempt broke off, without a word of the error’s own', async () => {
    const runId = await queue(rows(7));
    let died = false;
    const reach = (point: string) => {
      if (point !== 'CP8' || died) return;
      died = true;
      throw new TypeError('cannot read T1 of Erika');
    };
    await processNext({ ...hub.ports, crashPoints: { reach } }, 'one');
    await until(async () => (await processNext(hub.ports, 'two')) !== null);

    const story = await storyOf(runId);
    expect(messageOf(story, 'INTERRUPTED')).toMatch(
      /^It broke \(TypeError\); nothing is half done/,
    );
    expect(messageOf(story, 'TAKEN_OVER')).toBe('Attempt 2 goes on after row 0.');
    expect(JSON.stringify(story)).not.toContain('Erika');
    expect(await hub.db.runs.attempts(runId)).toMatchObject([
      { ending: 'interrupted', rowsSettled: 0, lastStage: 'post' },
      { ending: 'finished', rowsSettled: 7 },
    ]);
  });

  it('tell the run that was replayed by which replay, and what is still open', async () => {
    const original = await queue([...rows(2), line({ txn: 'T9', amount: 'ten' })]);
    await hub.work();
    const run = await hub.db.runs.find(original, null);
    const config = await hub.db.feeds.config('acme.p');
    await hub.db.runs.enqueue({
      id: 'run_again',
      kind: 'replay',
      fileId: run?.file.id ?? '',
      feedId: 'acme.p',
      bundleId: config?.bundle.id ?? 0,
      rows: 'failed',
      originalRunId: original,
      at: new Date(),
    });

    expect(messageOf(await storyOf('run_again'), 'STARTED')).toMatch(
      new RegExp(`^Attempt 1 goes over the failed rows of ${original}, with version 1`),
    );
    expect(messageOf(await storyOf(original), 'REPLAYED')).toBe(
      'Gone over again by run_again. One row is still open.',
    );
  });
});

async function queue(lines: readonly string[], head = header): Promise<string> {
  await hub.drop('acme/p/a.csv', [head, ...lines, ''].join('\n'));
  const key = { bucket: 'waybill-landing', key: 'acme/p/a.csv', sequencer: '' };
  const received = await receiveObject(hub.ports, key);
  if (received.kind !== 'queued') throw new Error(`the file was ${received.kind}`);
  return received.runId;
}

async function storyOf(runId: string) {
  await hub.work();
  return (await hub.db.runs.events(runId, { limit: 100 })).items;
}

function messageOf(story: readonly { code: string; message: string }[], code: string): string {
  return story.find((event) => event.code === code)?.message ?? `no ${code}`;
}

/** The next attempt waits for the pause after an error. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
