import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { newFeed, newPartner } from '../../testing/hub-story.ts';
import { openRawSql, type RawSql } from '../../testing/raw-sql.ts';
import { openDatabase } from '../open-database.ts';
import type { Database } from '../database.ts';
import { runningRights } from './running-rights.ts';
import { admitRunningUser } from './running-user.ts';

let owners: TestDatabase;
let owner: RawSql;
const user = `running_${String(process.pid)}`;
const names = [user, `${user}_clone`];

beforeAll(async () => {
  owners = await testDatabase('mariadb');
  owner = await owners.raw();
}, 120_000);
beforeEach(async () => {
  for (const name of names) await owner.run(`drop user if exists ${name}@'%'`);
});
afterAll(async () => {
  for (const name of names) await owner.run(`drop user if exists ${name}@'%'`);
  await owners.close();
});

describe('42 the user of a running hub', () => {
  it('works with every noun that it needs, and is let in as often as is asked', async () => {
    await admitRunningUser(owners.url, { user, password: 'first' });
    await admitRunningUser(owners.url, { user, password: "it's the \\ second" });
    const running = openAs("it's the \\ second");

    const feed = await newFeed(running, await newPartner(running));

    expect(await owners.feeds.config(feed.id)).toMatchObject({ id: feed.id });
    expect(Object.keys(runningRights).sort()).toEqual(await tablesOfSchema());
    await running.close();
    const earlier = openAs('first');
    await expect(earlier.ping()).rejects.toMatchObject({ kind: 'other', engineCode: 1045 });
    await earlier.close();
  });

  it('may change no schema, rewrite nothing that is kept, and see nobody else’s', async () => {
    await admitRunningUser(owners.url, { user, password: 'p' });
    const running = await openRawSql(addressOf('p'));
    for (const statement of [
      'update ledger_entry set points = 0',
      'delete from audit_event',
      'delete from partner',
      'insert into audit_head (id, seq, hash) values (2, 0, 0)',
      'create table mine (id int)',
      'drop trigger ledger_entry_no_delete',
      'alter table ledger_entry add column mine int',
      'select * from kysely_migration',
      'create user mine',
      'select * from mysql.user',
    ])
      await expect(running.run(statement), statement).rejects.toThrow(/denied/);
    await running.close();
  });

  it('may neither change nor delete what is append-only', async () => {
    const guarded = await owner.rows(
      `select distinct event_object_table as name from information_schema.triggers
       where trigger_schema = database() and trigger_name like '%\\_no\\_delete'`,
    );
    const rights = new Map<string, readonly string[]>(Object.entries(runningRights));

    expect(guarded.map(({ name }) => rights.get(String(name)))).toEqual(
      Array.from({ length: 5 }, () => ['select', 'insert']),
    );
  });

  it('has its rights brought up to date, and so has the one that it takes turns with', async () => {
    for (const name of names) await owner.run(`create user ${name}@'%' identified by 'p'`);
    await owner.run(`grant select, delete on ledger_entry to ${user}@'%'`);

    await admitRunningUser(owners.url, { user: `${user}_clone`, password: 'p' });

    for (const name of names) {
      const granted = await owner.rows(
        `select lower(privilege_type) as granted from information_schema.table_privileges
         where table_schema = database() and table_name = 'ledger_entry' and grantee = '''${name}''@''%'''`,
      );
      expect(granted.map((row) => row['granted']).sort()).toEqual(['insert', 'select']);
    }
  });
});

describe('28 a login that was changed', () => {
  it('is asked for once by all who wait for it, and again at the next change', async () => {
    await admitRunningUser(owners.url, { user, password: 'old' });
    let password = 'old';
    let asked = 0;
    const running = openDatabase(addressOf('old'), {
      poolSize: 3,
      renewLogin: () => Promise.resolve({ user, password: ((asked += 1), password) }),
    });
    await running.ping();

    for (const next of ['newer', 'newest']) {
      password = next;
      await owner.run(`alter user ${user}@'%' identified by '${next}'`);
      await dropConnections();
      await Promise.all(
        Array.from({ length: 9 }, () => running.transaction((tx) => newPartner(tx))),
      );
      await running.ping();
    }

    expect(asked).toBe(2);
    await running.close();
  });

  it('that is refused again fails, and says so without the password', async () => {
    await admitRunningUser(owners.url, { user, password: 'right' });
    const wrong = { user, password: 'wrong' };
    let asked = 0;
    const running = openDatabase(addressOf('wrong'), {
      renewLogin: () => Promise.resolve(((asked += 1), wrong)),
    });

    const failure: unknown = await newPartner(running).catch((error: unknown) => error);

    expect(failure).toMatchObject({ kind: 'other', engineCode: 1045 });
    expect(String(failure)).toMatch(/Access denied for user 'running_/);
    expect(String(failure)).not.toContain('wrong');
    expect(asked).toBe(1);
    await running.close();
  });

  it('that cannot be asked for is worth another try later', async () => {
    const running = openDatabase(addressOf('unknown'), {
      random: () => 0,
      renewLogin: () => Promise.reject(new Error('no answer')),
    });

    await expect(running.ping()).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('no answer') as string,
    });
    await running.close();
  });
});

function openAs(password: string): Database {
  return openDatabase(addressOf(password), { poolSize: 2 });
}

function addressOf(password: string): string {
  const url = new URL(owners.url);
  url.username = user;
  url.password = encodeURIComponent(password);
  return url.href;
}

async function dropConnections(): Promise<void> {
  const rows = await owner.rows(
    `select id from information_schema.processlist where user = '${user}'`,
  );
  for (const { id } of rows) await owner.run(`kill ${String(id)}`);
}

async function tablesOfSchema(): Promise<string[]> {
  const rows = await owner.rows(
    `select table_name as name from information_schema.tables
     where table_schema = database() and table_type = 'BASE TABLE' and table_name not like 'kysely%'`,
  );
  return rows.map(({ name }) => String(name)).sort();
}
