import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  entryOf,
  newFeed,
  newPartner,
  newRun,
  runningHub,
} from '../../testing/hub-story.ts';
import type { RawSql } from '../../testing/raw-sql.ts';

describe.each(engines)('ledger on %s', (engine) => {
  let db: TestDatabase;
  let raw: RawSql;
  let retries = 0;
  beforeAll(async () => {
    const random = () => {
      retries += 1;
      return Math.random();
    };
    db = await testDatabase(engine, { poolSize: 20, random });
    raw = await db.raw();
  }, 60_000);
  afterAll(() => db.close());

  const available = async (member: string) =>
    (await db.members.balance(member, null, at)).buckets.available;

  test('booking moves the lots of the members with the entries', async () => {
    const { feed, run } = await runningHub(db);
    const entries = [
      entryOf(feed, run, { txnId: 'T1', rowNo: 1, points: 10, expiresOn: 20_100 }),
      entryOf(feed, run, { txnId: 'T2', rowNo: 2, points: 5 }),
      entryOf(feed, run, { txnId: 'T3', rowNo: 3, points: 7, expiresOn: 20_100 }),
    ];
    expect(await db.ledger.book(entries, at)).toBe(true);
    expect(await db.members.balance(`${feed.partner}:E1`, null, at)).toEqual({
      member: `${feed.partner}:E1`,
      asOf: at.toISOString(),
      buckets: { available: 22, pending: 0, held: 0, expired: 0, spent: 0 },
      lots: [
        { expiresOn: '2025-01-12', available: 17 },
        { expiresOn: null, available: 5 },
      ],
    });
  });

  test('one taken id keeps the whole batch out, and the transaction goes on', async () => {
    const { feed, run } = await runningHub(db);
    await db.ledger.book([entryOf(feed, run, { txnId: 'T2', rowNo: 2 })], at);
    await db.transaction(async (tx) => {
      const batch = ['T1', 'T2', 'T3'].map((txnId, index) =>
        entryOf(feed, run, { txnId, rowNo: index + 10 }),
      );
      expect(await tx.ledger.book(batch, at)).toBe(false);
      const rest = batch.filter(({ txnId }) => txnId !== 'T2');
      expect(await tx.ledger.book(rest, at)).toBe(true);
    });
    expect(await available(`${feed.partner}:E1`)).toBe(30);
    expect((await db.ledger.checksum(feed.feedNo)).entries).toBe(3);
  });

  test('a batch of several statements is booked as one, or not at all', async () => {
    const { feed, run } = await runningHub(db);
    const entries = Array.from({ length: 6_000 }, (_, n) =>
      entryOf(feed, run, { txnId: `T${String(n).padStart(5, '0')}`, rowNo: n + 1 }),
    );
    await db.ledger.book(entries.slice(-1), at);
    expect(await db.ledger.book(entries, at)).toBe(false);
    expect((await db.ledger.checksum(feed.feedNo)).entries).toBe(1);
    expect(await db.ledger.book(entries.slice(0, -1), at)).toBe(true);
    expect(await db.ledger.checksum(feed.feedNo)).toMatchObject({ entries: 6_000, points: 60_000 });
    expect(await available(`${feed.partner}:E1`)).toBe(60_000);
  });

  test('a transaction that fails leaves neither entries nor points', async () => {
    const { feed, run } = await runningHub(db);
    const failing = db.transaction(async (tx) => {
      await tx.ledger.book([entryOf(feed, run, { txnId: 'T1' })], at);
      throw new Error('the worker stumbled');
    });
    await expect(failing).rejects.toThrow('the worker stumbled');
    expect(await available(`${feed.partner}:E1`)).toBe(0);
    expect((await db.ledger.checksum(feed.feedNo)).entries).toBe(0);
  });

  test('twenty writers of the same ids book each id once', async () => {
    const { feed, run } = await runningHub(db);
    const ids = Array.from({ length: 40 }, (_, n) => `T${String(n)}`);
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      let booked = 0;
      for (const [index, txnId] of ids.entries()) {
        const entry = entryOf(feed, run, { txnId, rowNo: writer * 100 + index });
        if (await db.ledger.book([entry], at)) booked += 1;
      }
      return booked;
    });
    const won = await Promise.all(writers);
    expect(won.reduce((sum, n) => sum + n, 0)).toBe(ids.length);
    expect(await available(`${feed.partner}:E1`)).toBe(400);
  }, 60_000);

  test('twenty writers of shared members in opposite orders all get through without a deadlock', async () => {
    const { feed, run } = await runningHub(db);
    retries = 0;
    const members = Array.from({ length: 30 }, (_, n) => `E${String(n)}`);
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      const order = writer % 2 === 0 ? members : members.toReversed();
      const entries = order.map((memberNo, index) =>
        entryOf(feed, run, {
          txnId: `W${String(writer)}-${String(index)}`,
          memberNo,
          rowNo: writer * 100 + index,
          points: 1,
        }),
      );
      return db.ledger.book(entries, at);
    });
    expect(await Promise.all(writers)).toEqual(Array.from({ length: 20 }, () => true));
    expect(retries).toBe(0);
    for (const member of ['E0', 'E15', 'E29']) {
      expect(await available(`${feed.partner}:${member}`)).toBe(20);
    }
  }, 60_000);

  test('ids are taken byte by byte: case, trailing space and accents make other transactions', async () => {
    const { feed, run } = await runningHub(db);
    const ids = ['TX-1', 'tx-1', 'TX-1 ', 'É', 'E', "O'Brien\\", '\u{1F600}'];
    const entries = ids.map((txnId, index) => entryOf(feed, run, { txnId, rowNo: index + 1 }));
    expect(await db.ledger.book(entries, at)).toBe(true);
    const booked = await db.ledger.booked(feed.feedNo, ids);
    expect([...booked.keys()].sort()).toEqual(ids.toSorted());
  });

  test('what is booked is the latest revision, net of its reversal', async () => {
    const { feed, run } = await runningHub(db);
    const first = entryOf(feed, run, { txnId: 'T1', rowNo: 1, points: 10 });
    await db.ledger.book([first], at);
    await db.ledger.book(
      [
        { ...first, kind: 'reversal', rowNo: 2 },
        { ...first, revision: 1, points: 25, rowNo: 2 },
      ],
      at,
    );
    const current = {
      txnId: 'T1',
      revision: 1,
      points: 25,
      accruedPoints: 25,
      reversed: false,
      reversalContentHash: null,
    };
    expect((await db.ledger.booked(feed.feedNo, ['T1'])).get('T1')).toMatchObject(current);
    const back = { ...first, kind: 'reversal' as const, revision: 1, points: 25, rowNo: 3 };
    await db.ledger.book([{ ...back, contentHash: 77 }], at);
    const gone = {
      revision: 1,
      points: 0,
      accruedPoints: 25,
      contentHash: first.contentHash,
      reversed: true,
      reversalContentHash: 77,
    };
    expect((await db.ledger.booked(feed.feedNo, ['T1'])).get('T1')).toMatchObject(gone);
    expect(await available(`${feed.partner}:E1`)).toBe(0);
  });

  test('another feed may use the same ids', async () => {
    const { feed, run } = await runningHub(db);
    const other = await newFeed(db, feed.partner, 'returns');
    await db.ledger.book([entryOf(feed, run, { txnId: 'T1' })], at);
    expect((await db.ledger.booked(other.feedNo, ['T1'])).size).toBe(0);
    const otherRun = await claimed(db, await newRun(db, other));
    expect(await db.ledger.book([entryOf(other, otherRun, { txnId: 'T1' })], at)).toBe(true);
  });

  test('an entry is found by its id with both accounts, and a reversal names what it reverses', async () => {
    const { feed, run } = await runningHub(db);
    const accrual = entryOf(feed, run, { txnId: 'T1', rowNo: 1, expiresOn: 20_100 });
    await db.ledger.book([accrual], at);
    await db.ledger.book([{ ...accrual, kind: 'reversal', rowNo: 2 }], at);
    const { total, ids } = await db.ledger.entriesOfRun(run.lease.runNo, 10);
    const [first = '', second = ''] = ids;
    expect(total).toBe(2);
    expect(await db.ledger.find(first, null)).toEqual({
      id: first,
      kind: 'accrual',
      partner: feed.partner,
      feed: feed.id,
      txnId: 'T1',
      member: `${feed.partner}:E1`,
      points: 10,
      debitAccount: 'partner:funding',
      creditAccount: 'member:available',
      occurredOn: '2024-10-04',
      expiresOn: '2025-01-12',
      run: run.lease.runId,
      rowNo: 1,
      ruleVersion: 'standard@1',
      clauses: 'base',
      reverses: null,
      postedAt: at.toISOString(),
      bundleId: feed.bundle.id,
      fileId: run.fileId,
      runNo: run.lease.runNo,
    });
    expect(await db.ledger.find(second, null)).toMatchObject({
      kind: 'reversal',
      points: -10,
      debitAccount: 'member:available',
      creditAccount: 'partner:funding',
      reverses: first,
    });
    for (const id of ['', 'ent_', 'nonsense', `${first.slice(0, -1)}z`, first.toUpperCase()]) {
      expect(await db.ledger.find(id, null)).toBeNull();
    }
  });

  test('a member’s entries come latest first, and an earlier balance is that of its time', async () => {
    const { feed, run } = await runningHub(db);
    const later = new Date(at.getTime() + 60_000);
    const member = `${feed.partner}:E1`;
    await db.ledger.book([entryOf(feed, run, { txnId: 'T1', rowNo: 1, points: 10 })], at);
    await db.ledger.book([entryOf(feed, run, { txnId: 'T2', rowNo: 2, points: 5 })], later);
    const first = await db.members.entries(member, { limit: 1 });
    const second = await db.members.entries(member, { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ txnId }) => txnId)).toEqual(['T2', 'T1']);
    expect(second.next).toBeNull();
    expect((await db.members.balance(member, at, later)).buckets.available).toBe(10);
    expect((await db.members.balance(member, later, later)).buckets.available).toBe(15);
  });

  describe('checksum', () => {
    test('does not depend on the order of booking', async () => {
      const partner = await newPartner(db);
      const digests: string[] = [];
      for (const [code, order] of [
        ['left', [1, 2, 3]],
        ['right', [3, 1, 2]],
      ] as const) {
        const feed = await newFeed(db, partner, code);
        const run = await claimed(db, await newRun(db, feed));
        for (const n of order) {
          const wish = { txnId: `T${String(n)}`, rowNo: n, contentHash: 2 ** 51 + n, points: n };
          await db.ledger.book([entryOf(feed, run, wish)], at);
        }
        digests.push((await db.ledger.checksum(feed.feedNo)).digest);
      }
      expect(digests[0]).toBe(digests[1]);
      expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    });

    test('shows an added entry, and points swapped between two', async () => {
      const partner = await newPartner(db);
      const digestOf = async (code: string, points: readonly number[]) => {
        const feed = await newFeed(db, partner, code);
        const run = await claimed(db, await newRun(db, feed));
        const entries = points.map((value, n) =>
          entryOf(feed, run, {
            txnId: `T${String(n)}`,
            rowNo: n + 1,
            points: value,
            contentHash: 2 ** 51 + n,
          }),
        );
        await db.ledger.book(entries, at);
        return (await db.ledger.checksum(feed.feedNo)).digest;
      };
      const digests = [
        await digestOf('plain', [1, 2]),
        await digestOf('swapped', [2, 1]),
        await digestOf('more', [1, 2, 3]),
      ];
      expect(new Set(digests).size).toBe(3);
    });

    test('holds the largest hashes and points exactly', async () => {
      const { feed, run } = await runningHub(db);
      const entries = Array.from({ length: 50 }, (_, n) =>
        entryOf(feed, run, {
          txnId: `T${String(n)}`,
          rowNo: n,
          points: 2 ** 40 + 1,
          contentHash: 2 ** 52 - 1,
        }),
      );
      await db.ledger.book(entries, at);
      const { points, entries: total } = await db.ledger.checksum(feed.feedNo);
      expect([points, total]).toEqual([50 * (2 ** 40 + 1), 50]);
    });
  });

  test('the database refuses to change or delete what was booked', async () => {
    const { feed, run } = await runningHub(db);
    await db.ledger.book([entryOf(feed, run, { txnId: 'T1' })], at);
    await expect(raw.run('update ledger_entry set points = 99')).rejects.toThrow(
      'ledger_entry is append-only',
    );
    await expect(raw.run('delete from ledger_entry')).rejects.toThrow(
      'ledger_entry is append-only',
    );
    await expect(raw.run("update bundle set sha256 = 'x'")).rejects.toThrow(
      'bundle is append-only',
    );
    await expect(raw.run('delete from bundle')).rejects.toThrow('bundle is append-only');
  });

  test('no entry has no points, and no id is longer than its column', async () => {
    const { feed, run } = await runningHub(db);
    const refused = { name: 'DatabaseFailure', kind: 'refused' };
    for (const wish of [
      { txnId: 'T1', points: 0 },
      { txnId: 'T1', points: -5 },
      { txnId: 'é'.repeat(128) },
      { txnId: 'T1', memberNo: 'm'.repeat(129) },
    ]) {
      await expect(db.ledger.book([entryOf(feed, run, wish)], at)).rejects.toMatchObject(refused);
    }
    expect((await db.ledger.checksum(feed.feedNo)).entries).toBe(0);
  });

  test('the views show both legs, balances and runs under their promised names', async () => {
    const { feed, run } = await runningHub(db);
    const accrual = entryOf(feed, run, { txnId: 'T1', rowNo: 1 });
    await db.ledger.book([accrual, entryOf(feed, run, { txnId: 'T2', rowNo: 2, points: 4 })], at);
    await db.ledger.book([{ ...accrual, kind: 'reversal', rowNo: 3 }], at);
    const ours = `where partner = '${feed.partner}'`;
    const legs = await raw.rows(`select * from v_ledger ${ours} order by row_no, account`);
    const shared = {
      partner: feed.partner,
      feed: 'purchases',
      txn_id: 'T1',
      run_id: run.lease.runId,
    };
    expect(legs).toHaveLength(6);
    expect(legs[0]).toEqual({
      ...shared,
      member: 'E1',
      account: 'member:available',
      points: 10,
      row_no: 1,
      rule_version: 'standard@1',
    });
    expect(legs[5]).toMatchObject({
      ...shared,
      member: null,
      account: 'partner:funding',
      points: 10,
    });
    expect(await raw.rows(`select sum(points) as total from v_ledger`)).toEqual([{ total: 0 }]);
    const balances = await raw.rows(`select * from v_balance ${ours} order by bucket`);
    expect(balances[0]).toEqual({
      partner: feed.partner,
      member: 'E1',
      bucket: 'available',
      points: 4,
    });
    expect(balances.map(({ bucket }) => bucket)).toEqual([
      'available',
      'expired',
      'held',
      'pending',
      'spent',
    ]);
    const [shown] = await raw.rows(`select * from v_run ${ours}`);
    expect(Object.keys(shown ?? {}).join(' ')).toBe(
      'id partner feed bucket object_key sha256 state attempt rows_read rows_posted rows_unchanged rows_duplicate rows_conflict rows_rejected rows_skipped',
    );
    expect(shown).toMatchObject({ id: run.lease.runId, feed: 'purchases', state: 'running' });
  });
});

describe.each(engines)('ledger integrity on %s', (engine) => {
  test('sees a balance that no entry explains', async () => {
    const db = await testDatabase(engine);
    const { feed, run } = await runningHub(db);
    await db.ledger.book(
      [1, 2, 3].map((n) =>
        entryOf(feed, run, { txnId: `T${String(n)}`, rowNo: n, memberNo: `E${String(n)}` }),
      ),
      at,
    );
    const sound = { balanced: true, entries: 3, debits: 30, credits: 30, balancesAgree: true };
    expect(await db.ledger.integrity()).toEqual(sound);
    const raw = await db.raw();
    await raw.run(`update lot set available = available + 1 where member_no = 'E2'`);
    expect(await db.ledger.integrity()).toEqual({ ...sound, balancesAgree: false });
    await raw.run(`delete from lot where member_no = 'E2'`);
    expect(await db.ledger.integrity()).toEqual({ ...sound, balancesAgree: false });
    await db.close();
  }, 60_000);
});
