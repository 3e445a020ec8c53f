import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at } from '../../testing/hub-story.ts';
import { chainStart } from '../schema/chain-start.ts';

describe.each(engines)('audit chain on %s', (engine) => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await testDatabase(engine, { poolSize: 8 });
  }, 60_000);
  afterEach(() => db.close());

  const event = (n: number) => ({
    at: new Date(at.getTime() + n),
    actor: 'person:ada',
    action: n % 2 === 0 ? 'partner.created' : 'run.cancelled',
    object: `run:run_${String(n)}`,
    detail: { reason: `No. ${String(n)} \u{1F600}`, nested: { b: [1, null], a: 'x' } },
  });
  const append = async (count: number) => {
    for (let n = 1; n <= count; n += 1) await db.audit.append(event(n));
  };

  test('is intact when empty', async () => {
    expect(await db.audit.verify()).toEqual({
      events: 0,
      intact: true,
      head: chainStart,
      firstBad: null,
    });
  });

  test('has no gap and no fork when twenty append at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => db.audit.append(event(n))));
    expect(await db.audit.verify()).toMatchObject({ events: 20, intact: true });
    // Each wrote down the moment it began; the chain has the order in which they came in.
    const { items: byTime } = await db.audit.list({ limit: 50 });
    const items = byTime.toSorted((a, b) => b.seq - a.seq);
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => 20 - n));
    expect(items.at(-1)?.prevHash).toBe(chainStart);
    expect(items[0]?.prevHash).toBe(items[1]?.hash);
  }, 30_000);

  test('forgets an event whose transaction failed', async () => {
    await append(1);
    const failing = db.transaction(async (tx) => {
      await tx.audit.append(event(2));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await db.audit.append(event(3));
    expect(await db.audit.verify()).toMatchObject({ events: 2, intact: true });
  });

  test('lists from and to any time, either way round', async () => {
    await append(5);
    const seqs = async (query: Parameters<typeof db.audit.list>[0]) =>
      (await db.audit.list(query)).items.map(({ seq }) => seq);
    const time = (n: number) => event(n).at.toISOString();

    expect(await seqs({ from: time(2), to: time(4), limit: 9 })).toEqual([3, 2]);
    expect(await seqs({ from: time(4), sort: 'oldest', limit: 9 })).toEqual([4, 5]);
    const first = await db.audit.list({ sort: 'oldest', limit: 2 });
    expect(await seqs({ sort: 'oldest', limit: 9, cursor: first.next ?? '' })).toEqual([3, 4, 5]);
  });

  test('lists by action, object and actor, latest first and paged', async () => {
    await append(6);
    const first = await db.audit.list({ action: 'run.cancelled', limit: 2 });
    const second = await db.audit.list({
      action: 'run.cancelled',
      limit: 2,
      cursor: first.next ?? '',
    });
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([5, 3, 1]);
    expect((await db.audit.list({ object: 'run:run_4', limit: 9 })).items).toMatchObject([
      { seq: 4, detail: event(4).detail, at: event(4).at.toISOString() },
    ]);
    expect((await db.audit.list({ actor: 'person:bob', limit: 9 })).items).toEqual([]);
  });

  test('an event cannot be changed or deleted', async () => {
    await append(1);
    const raw = await db.raw();
    await expect(raw.run(`update audit_event set actor = 'x'`)).rejects.toThrow('append-only');
    await expect(raw.run('delete from audit_event')).rejects.toThrow('append-only');
  });

  test.each([
    {
      deed: 'edits an actor',
      sql: [`update audit_event set actor = 'person:eve' where seq = 3`],
      firstBad: 3,
    },
    {
      deed: 'edits a detail',
      sql: [`update audit_event set detail = '{}' where seq = 2`],
      firstBad: 2,
    },
    { deed: 'deletes the first', sql: ['delete from audit_event where seq = 1'], firstBad: 1 },
    {
      deed: 'deletes one in the middle',
      sql: ['delete from audit_event where seq = 3'],
      firstBad: 3,
    },
    { deed: 'deletes the last', sql: ['delete from audit_event where seq = 5'], firstBad: 5 },
    {
      deed: 'swaps two',
      sql: [
        'update audit_event set seq = 99 where seq = 2',
        'update audit_event set seq = 2 where seq = 3',
        'update audit_event set seq = 3 where seq = 99',
      ],
      firstBad: 2,
    },
    {
      deed: 'forges one and its own hash',
      sql: [
        `update audit_event set actor = 'person:eve', hash = '${'0'.repeat(64)}' where seq = 4`,
      ],
      firstBad: 4,
    },
    {
      deed: 'edits the head',
      sql: [`update audit_head set hash = '${'0'.repeat(64)}'`],
      firstBad: 5,
    },
  ])('who takes the guard away and $deed is found at $firstBad', async ({ sql, firstBad }) => {
    await append(5);
    const raw = await db.raw();
    await raw.run('drop trigger audit_event_no_update');
    await raw.run('drop trigger audit_event_no_delete');
    expect((await db.audit.verify()).intact).toBe(true);
    for (const statement of sql) await raw.run(statement);
    expect(await db.audit.verify()).toMatchObject({ intact: false, firstBad });
  });
});
