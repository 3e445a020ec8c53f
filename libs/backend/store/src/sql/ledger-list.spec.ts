import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  counts,
  entryOf,
  newFeed,
  newPartner,
  newRun,
} from '../../testing/hub-story.ts';
import type { FeedConfig } from '../index.ts';

const minute = 60_000;

describe.each(engines)('the list of entries on %s', (engine) => {
  let db: TestDatabase;
  let feed: FeedConfig;
  let other: FeedConfig;
  const runs: string[] = [];

  /** A run that booked these transactions as rows 1, 2, …, queued some minutes after `at`. */
  async function booking(of: FeedConfig, queuedAfter: number, txnIds: readonly string[]) {
    const queuedAt = new Date(at.getTime() + queuedAfter * minute);
    const run = await claimed(db, await newRun(db, of, { queuedAt }));
    const rows = txnIds.length;
    await db.transaction(async (tx) => {
      await tx.runs.advance(
        run.lease,
        {
          rowNo: rows,
          counts: counts({ read: rows, posted: rows }),
          pointsAccrued: 10 * rows,
          pointsReversed: txnIds.includes('A1-') ? 10 : 0,
        },
        30,
      );
      await tx.ledger.book(
        txnIds.map((id, index) =>
          id.endsWith('-')
            ? entryOf(of, run, { txnId: id.slice(0, -1), rowNo: index + 1, kind: 'reversal' })
            : entryOf(of, run, { txnId: id, rowNo: index + 1 }),
        ),
        queuedAt,
      );
    });
    await db.runs.finish(run.lease, 'succeeded', null, queuedAt);
    runs.push(run.lease.runId);
  }

  beforeAll(async () => {
    db = await testDatabase(engine);
    feed = await newFeed(db, await newPartner(db));
    other = await newFeed(db, await newPartner(db));
    // The second was queued first: its number says otherwise.
    await booking(feed, 10, ['A1', 'A2', 'A3']);
    await booking(other, 5, ['B1', 'B2']);
    await booking(feed, 20, ['A1-', 'A4']);
  }, 60_000);
  afterAll(() => db.close());

  const listed = async (query: object, tenant: string | null = null) => {
    const { items } = await db.ledger.list({ limit: 50, ...query }, tenant);
    return items.map(({ kind, txnId }) => (kind === 'reversal' ? `${txnId}-` : txnId)).join(' ');
  };

  test('goes back over runs as they were queued, and within a run from its last row', async () => {
    expect(await listed({})).toBe('A4 A1- A3 A2 A1 B2 B1');
  });

  test('is narrowed by what a run is narrowed by', async () => {
    expect(await listed({ partner: other.partner })).toBe('B2 B1');
    expect(await listed({ feed: feed.id })).toBe('A4 A1- A3 A2 A1');
    expect(await listed({ run: runs[0] })).toBe('A3 A2 A1');
    expect(await listed({ ruleVersion: 'standard@1', partner: other.partner })).toBe('B2 B1');
    expect(await listed({ ruleVersion: 'standard@2' })).toBe('');
    const middle = new Date(at.getTime() + 7 * minute).toISOString();
    expect(await listed({ to: middle })).toBe('B2 B1');
    expect(await listed({ from: middle })).toBe('A4 A1- A3 A2 A1');
  });

  test('is narrowed by kind', async () => {
    expect(await listed({ kind: 'reversal' })).toBe('A1-');
    expect(await listed({ kind: 'accrual', feed: feed.id })).toBe('A4 A3 A2 A1');
  });

  test('of one transaction or member keeps the same order and filters', async () => {
    expect(await listed({ txnId: 'A1' })).toBe('A1- A1');
    expect(await listed({ txnId: 'A1', kind: 'accrual' })).toBe('A1');
    expect(await listed({ member: `${feed.partner}:E1` })).toBe('A4 A1- A3 A2 A1');
    expect(await listed({ member: `${feed.partner}:E1`, run: runs[2] })).toBe('A4 A1-');
    expect(await listed({ member: `${feed.partner}:E9` })).toBe('');
  });

  test('shows a partner its own', async () => {
    expect(await listed({}, other.partner)).toBe('B2 B1');
    expect(await listed({ txnId: 'A1' }, other.partner)).toBe('');
    expect(await listed({ partner: feed.partner }, other.partner)).toBe('');
  });

  test.each([
    ['the ledger', {}],
    ['a member', { member: true }],
  ])('of %s is the same in pages of any size', async (_name, wish) => {
    const query = 'member' in wish ? { member: `${feed.partner}:E1` } : {};
    const whole = await listed(query);
    for (const limit of [1, 2, 3]) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await db.ledger.list({ ...query, limit, cursor }, null);
        found.push(
          ...page.items.map(({ kind, txnId }) => (kind === 'reversal' ? `${txnId}-` : txnId)),
        );
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(found.join(' ')).toBe(whole);
    }
  });

  test('what was booked under a transaction is told from the first', async () => {
    const entries = await db.ledger.ofTransaction({ feed: feed.id, txnId: 'A1' }, 10);

    expect(entries.map(({ kind, points }) => [kind, points])).toEqual([
      ['accrual', 10],
      ['reversal', -10],
    ]);
  });
});
