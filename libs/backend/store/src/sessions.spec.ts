import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../testing/engines.ts';
import { at, claimed, entryOf, newPartner, newRun, runningHub } from '../testing/hub-story.ts';
import { DatabaseFailure, isTransient, openDatabase } from './index.ts';

const writer = fileURLToPath(new URL('../testing/entry-writer.ts', import.meta.url));

describe.each(engines)('sessions on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 60_000);
  afterAll(() => db.close());

  test('migrating again, and by several at once, changes nothing', async () => {
    await newPartner(db, 'kept');
    const others = [db.reopen(), db.reopen(), db.reopen()];
    await Promise.all(others.map((other) => other.migrate()));
    expect(await db.partners.find('kept', null)).not.toBeNull();
  });

  test('a release that comes back leaves the steps of a later one alone, and goes no further without its own', async () => {
    const raw = await db.raw();
    await raw.run(
      "insert into kysely_migration (name, timestamp) values ('999-later', '2026-01-01')",
    );
    await expect(db.reopen().migrate()).resolves.toBeUndefined();

    await raw.run("update kysely_migration set name = '998-later' where name = '020-trials'");
    await expect(db.reopen().migrate()).rejects.toThrow('corrupted migrations');
    await raw.run("update kysely_migration set name = '020-trials' where name = '998-later'");
    await raw.run("delete from kysely_migration where name = '999-later'");
  });

  test('four processes that book the same ids book each once', async () => {
    const { feed } = await runningHub(db);
    const processes = [1, 2, 3, 4].map(async (n) => {
      const run = await claimed(db, await newRun(db, feed), `p${String(n)}`);
      const wish = JSON.stringify(entryOf(feed, run, { txnId: '' }));
      const child = spawn(process.execPath, [writer, db.url, wish, '60'], { stdio: 'pipe' });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
      return { code, booked: code === 0 ? Number(output) : output };
    });
    const ended = await Promise.all(processes);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(ended.reduce((sum, { booked }) => sum + Number(booked), 0)).toBe(60);
    expect((await db.ledger.checksum(feed.feedNo)).entries).toBe(60);
    expect((await db.ledger.integrity()).balancesAgree).toBe(true);
  }, 60_000);

  test('readers see a state from before or after a transaction, never from within', async () => {
    const { feed, run } = await runningHub(db);
    const sums = new Set<number>();
    let writing = true;
    const reader = async () => {
      while (writing) {
        sums.add((await db.ledger.checksum(feed.feedNo)).entries % 3);
        await pause(1);
      }
    };
    const reading = reader();
    for (let n = 0; n < 15; n += 1) {
      await db.transaction(async (tx) => {
        for (const part of [0, 1, 2]) {
          const rowNo = n * 3 + part;
          await tx.ledger.book([entryOf(feed, run, { txnId: `T${String(rowNo)}`, rowNo })], at);
        }
      });
    }
    writing = false;
    await reading;
    expect([...sums]).toEqual([0]);
  });

  test('an error in a transaction reaches the caller, and the connection works on', async () => {
    const failing = Array.from({ length: 12 }, () =>
      db.transaction(async (tx) => {
        await newPartner(tx, 'never');
        throw new RangeError('mine');
      }),
    );
    const ends = await Promise.allSettled(failing);
    expect(ends.every((end) => end.status === 'rejected' && end.reason instanceof RangeError)).toBe(
      true,
    );
    expect(await db.partners.find('never', null)).toBeNull();
  });

  test('a failure says what kind it is, without SQL and without values', async () => {
    const { feed, run } = await runningHub(db);
    const entry = entryOf(feed, run, { txnId: 'SECRET-1', memberNo: 'm'.repeat(200) });
    const failure: unknown = await db.ledger.book([entry], at).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseFailure);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toMatch(
      /SECRET|insert into/i,
    );
    expect(isTransient(failure)).toBe(false);
  });
});

describe('an address', () => {
  test.each(['postgres://x/y', 'hub.db', 'mysql://root@localhost:3306', ''])(
    '%j is refused',
    (url) => {
      expect(() => openDatabase(url)).toThrow(TypeError);
    },
  );
});

describe('MariaDB under trouble', () => {
  let db: TestDatabase;
  let rival: Connection;
  beforeEach(async () => {
    db = await testDatabase('mariadb', { poolSize: 2 });
    rival = await createConnection({ uri: db.url });
  }, 60_000);
  afterEach(async () => {
    rival.destroy();
    await db.close();
  });

  const connections = async () => {
    const [rows] = await rival.query(
      'select id from information_schema.processlist where db = database() and id <> connection_id()',
    );
    return (rows as { id: number }[]).map(({ id }) => id);
  };

  test('a deadlock is run again and leaves each thing done once', async () => {
    await newPartner(db, 'a');
    await newPartner(db, 'b');
    const rename = async (first: string, second: string) => {
      let runs = 0;
      await db.transaction(async (tx) => {
        runs += 1;
        const lock = (id: string) =>
          tx.partners.insert(
            { id: `${id}-${first}`, name: id, state: 'live', timeZone: 'UTC', contacts: [] },
            at,
          );
        await lock(first);
        await pause(100);
        // The other transaction holds this key uncommitted, and wants ours.
        await tx.partners.insert(
          { id: `${second}-${second}`, name: 'x', state: 'live', timeZone: 'UTC', contacts: [] },
          at,
        );
      });
      return runs;
    };
    const runs = await Promise.all([rename('a', 'b'), rename('b', 'a')]);
    expect(runs.reduce((sum, n) => sum + n, 0)).toBe(3);
    const { items } = await db.partners.list({ limit: 9 }, null);
    expect(items.map(({ id }) => id)).toEqual(['a', 'a-a', 'b', 'b-b']);
  });

  test('a connection that is killed between statements is replaced, and the transaction run again', async () => {
    let runs = 0;
    await db.transaction(async (tx) => {
      runs += 1;
      await newPartner(tx, 'a');
      if (runs === 1) for (const id of await connections()) await rival.query(`kill ${String(id)}`);
      await newPartner(tx, 'b');
    });
    expect(runs).toBe(2);
    expect((await db.partners.list({ limit: 9 }, null)).items.map(({ id }) => id)).toEqual([
      'a',
      'b',
    ]);
  });

  test('a lost answer to COMMIT is an open question, answered by looking up the key', async () => {
    const proxy = await losesCommitReplies(db.url);
    const { feed, run } = await runningHub(db);
    const remote = db.reopen();
    const cut = openDatabase(proxy.url, { poolSize: 1 });
    const entry = entryOf(feed, run, { txnId: 'T1' });
    const failure: unknown = await cut
      .transaction((tx) => tx.ledger.book([entry], at))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'DatabaseFailure', kind: 'unknown-outcome' });
    expect(isTransient(failure)).toBe(true);
    await vi.waitFor(async () => {
      expect((await remote.ledger.booked(feed.feedNo, ['T1'])).size).toBe(1);
    });
    await cut.close();
    proxy.close();
  });

  test('sessions are read committed and strict, whatever the server’s defaults', async () => {
    await rival.query("set global sql_mode = '', global tx_isolation = 'REPEATABLE-READ'");
    try {
      const mine = db.reopen();
      await mine.transaction(async (tx) => {
        expect(await tx.partners.find('late', null)).toBeNull();
        await newPartner(db, 'late');
        expect(await tx.partners.find('late', null)).not.toBeNull();
      });
      const tooLong = newPartner(mine, 'x'.repeat(64));
      await expect(tooLong).rejects.toMatchObject({ kind: 'refused' });
    } finally {
      await rival.query(
        "set global sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', global tx_isolation = 'READ-COMMITTED'",
      );
    }
  });

  test('a server that is away is a transient failure', async () => {
    const failure: unknown = await openDatabase('mysql://nobody:x@127.0.0.1:1/hub', {
      random: () => 0,
    })
      .ping()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'unavailable' });
    expect(isTransient(failure)).toBe(true);
  });
});

/** Forwards everything to the server, and hangs up on the client as soon as a COMMIT went through. */
async function losesCommitReplies(url: string): Promise<{ url: string; close: () => void }> {
  const target = new URL(url);
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    upstream.on('error', () => client.destroy()).on('data', (bytes) => client.write(bytes));
    client.on('error', () => upstream.destroy()).on('close', () => upstream.end());
    client.on('data', (bytes) => {
      upstream.write(bytes);
      // 3 is COM_QUERY; the text alone is also in a session's settings.
      if (bytes.includes('\u0003commit')) client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const proxied = new URL(url);
  proxied.port = String(typeof address === 'object' ? address?.port : 0);
  return { url: proxied.href, close: () => server.close() };
}
