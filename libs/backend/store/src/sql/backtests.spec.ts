import type { BacktestChange, Caller } from '@waybill/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  fresh,
  newFeed,
  newFile,
  newPartner,
  newRun,
} from '../../testing/hub-story.ts';
import type { FeedConfig, JudgedFile } from '../index.ts';

const owner: Caller = {
  kind: 'person',
  issuer: 'i',
  subject: 'author',
  clientId: 'c',
  roles: ['author'],
  scopes: [],
  partner: null,
};

describe.each(engines)('backtests on %s', (engine) => {
  let db: TestDatabase;
  let feed: FeedConfig;

  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 60_000);
  afterAll(() => db.close());
  beforeEach(async () => {
    feed = await newFeed(db, await newPartner(db));
  });

  test('go over files in the order in which their runs began, whatever the order of the files', async () => {
    const [early, late] = [await newFile(db, feed), await newFile(db, feed)];
    await processed(late);
    await processed(early);
    const waiting = await newFile(db, feed);
    await newRun(db, feed, { file: waiting });

    const id = await opened({ last: 10 });

    expect((await db.backtests.work(id))?.files.map(({ file }) => file)).toEqual([late, early]);
    const one = await db.backtests.work(await opened({ last: 1 }));
    expect(one?.files.map(({ file, position }) => [file, position])).toEqual([[early, 1]]);
    expect(await db.backtests.extent(feed.id, { ids: [early, waiting] })).toMatchObject({
      files: 1,
    });
  });

  test('take files that came in from one moment on and before another', async () => {
    await processed(await newFile(db, feed));
    const after = new Date(at.getTime() + 1000).toISOString();

    const extent = (from: string, to: string) => db.backtests.extent(feed.id, { from, to });
    expect(await extent(at.toISOString(), after)).toMatchObject({ files: 1 });
    expect(await extent('2020-01-01T00:00:00.000Z', at.toISOString())).toMatchObject({ files: 0 });
    expect(await extent(after, '2099-01-01T00:00:00.000Z')).toEqual({ files: 0, rows: 0 });
  });

  test('add up members over files, and list them by how much they move', async () => {
    await processed(await newFile(db, feed));
    await processed(await newFile(db, feed));
    const id = await opened({ last: 2 });
    await db.backtests.judged(id, 1, judged({ A: [5, 0], B: [0, 3], C: [2, 1], D: [1, 0] }));
    await db.backtests.judged(id, 2, judged({ A: [0, 5], B: [0, 4], C: [9, 0], D: [0, 0] }));

    expect(await db.backtests.find(id)).toMatchObject({ members: { touched: 4, changed: 3 } });
    const first = await db.backtests.members(id, { limit: 1 });
    const rest = await db.backtests.members(id, { limit: 9, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items]).toEqual([
      { memberNo: 'C', points: { base: 11, candidate: 1, delta: -10 } },
      { memberNo: 'B', points: { base: 0, candidate: 7, delta: 7 } },
      { memberNo: 'D', points: { base: 1, candidate: 0, delta: -1 } },
    ]);
    expect(rest.next).toBeNull();
  });

  test('list rows page by page over files, and only those of some changes', async () => {
    await processed(await newFile(db, feed));
    await processed(await newFile(db, feed));
    const id = await opened({ last: 2 });
    await db.backtests.judged(id, 1, judged({}, ['points', 'other', 'points']));
    await db.backtests.judged(id, 2, judged({}, ['other', 'newly-rejected']));

    const first = await db.backtests.rows(id, { limit: 4 });
    const rest = await db.backtests.rows(id, { limit: 4, cursor: first.next ?? '' });
    expect(first.items.map(({ rowNo }) => rowNo)).toEqual([1, 2, 3, 1]);
    expect(rest.items.map(({ rowNo, change }) => [rowNo, change])).toEqual([[2, 'newly-rejected']]);
    const others = await db.backtests.rows(id, { limit: 4, change: ['other', 'newly-rejected'] });
    expect(others.items.map(({ rowNo }) => rowNo)).toEqual([2, 1, 2]);
  });

  test('take what is found of a file once', async () => {
    await processed(await newFile(db, feed));
    const id = await opened({ last: 1 });
    await db.transaction((tx) => tx.backtests.judged(id, 1, judged({}, ['points'])));

    const again = db.transaction((tx) => tx.backtests.judged(id, 1, judged({}, ['points'])));
    await expect(again).rejects.toThrow();
    expect(await db.backtests.find(id)).toMatchObject({
      rows: { read: 1, changes: { points: 1 } },
    });
  });

  async function processed(file: string): Promise<void> {
    const { lease } = await claimed(db, await newRun(db, feed, { file }));
    await db.files.move(file, ['assigned'], 'processing', {});
    await db.files.move(file, ['processing'], 'processed', {});
    await db.runs.finish(lease, 'succeeded', null, at);
  }

  async function opened(files: { last: number }): Promise<string> {
    const [id, jobId] = [fresh('backtest'), fresh('job')];
    const job = { kind: 'backtest', label: 'Backtest', request: {}, total: null } as const;
    await db.jobs.enqueue({ id: jobId, ...job, owner, at });
    const document = {
      $schema: 'https://waybill.dev/schemas/rule-set-1.json' as const,
      name: 'x',
      inputs: [],
    };
    const side = { version: 1, ruleVersion: 'x@1', sha256: 'a'.repeat(64), document };
    const about = { base: side, candidate: side, bundleSha256: 'b'.repeat(64), files };
    const { format } = feed.bundle;
    const by = 'person:author';
    await db.backtests.insert({ id, ruleSet: feed.id, jobId, ...about, format, by }, at);
    return id;
  }
});

function judged(
  members: Readonly<Record<string, readonly [base: number, candidate: number]>>,
  changes: readonly BacktestChange[] = [],
): JudgedFile {
  const count = (kind: BacktestChange) => changes.filter((change) => change === kind).length;
  const verdict = {
    decision: 'accrue',
    outcome: 'posted',
    code: null,
    points: 1,
    clauses: 'base',
    expiresOn: null,
  } as const;
  return {
    rows: {
      read: changes.length,
      same: 0,
      changes: {
        points: count('points'),
        'newly-rejected': count('newly-rejected'),
        'newly-accepted': count('newly-accepted'),
        other: count('other'),
      },
    },
    points: { base: 0, candidate: 0 },
    kept: changes.map((change, index) => ({
      rowNo: index + 1,
      line: index + 2,
      txnId: null,
      memberNo: null,
      change,
      base: verdict,
      candidate: verdict,
    })),
    members: new Map(
      Object.entries(members).map(([memberNo, [base, candidate]]) => [
        memberNo,
        { base, candidate },
      ]),
    ),
  };
}
