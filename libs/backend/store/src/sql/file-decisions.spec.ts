import type { InboundFile } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at, fresh, newFeed, newFile, newPartner, newRun } from '../../testing/hub-story.ts';
import type { FeedConfig } from '../index.ts';

describe.each(engines)('deciding about files on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 60_000);
  afterAll(() => db.close());

  const minutesLater = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

  async function unassigned(name: string, sizeBytes = 100, receivedAt = at): Promise<string> {
    const object = {
      bucket: 'waybill-landing',
      key: `${fresh('folder')}/${name}`,
      version: 'v1',
      etag: 'e1',
      sizeBytes,
      sequencer: '',
    };
    const { file } = await db.files.register(object, { id: fresh('fil'), at: receivedAt });
    await db.files.move(file.id, ['received'], 'unassigned', {});
    return file.id;
  }
  const stateOf = async (id: string) => (await db.files.get(id))?.state;

  test.each<InboundFile['state']>(['unassigned', 'quarantined'])(
    'a rejection of a file that was %s is taken back to there',
    async (from) => {
      const id = await unassigned('a.csv');
      await db.files.move(id, ['unassigned'], from, {});
      expect(await db.files.reject(id, at)).toBe(true);
      expect(await db.files.reject(id, at)).toBe(false);
      expect(await stateOf(id)).toBe('rejected');
      expect(await db.files.reopen(id, at)).toBe(true);
      expect(await db.files.reopen(id, at)).toBe(false);
      expect(await stateOf(id)).toBe(from);
    },
  );

  test('a rejection is not taken back when it is older than that', async () => {
    const id = await unassigned('a.csv');
    await db.files.reject(id, at);
    expect(await db.files.reopen(id, minutesLater(1))).toBe(false);
    expect(await stateOf(id)).toBe('rejected');
  });

  test('a rejected file is not assigned, and a file under way is not rejected', async () => {
    const id = await unassigned('a.csv');
    await db.files.reject(id, at);
    expect(await db.files.move(id, ['rejected'], 'assigned', {})).toBe(false);
    const feed = await newFeed(db, await newPartner(db));
    expect(await db.files.reject(await newFile(db, feed), at)).toBe(false);
  });

  test('lists by size, by time and by what is looked for', async () => {
    const mark = fresh('needle').toLowerCase();
    const small = await unassigned(`Small-${mark}.CSV`, 1, minutesLater(1));
    const large = await unassigned(`large-${mark}.csv`, 9_000_000_000, minutesLater(2));
    const ids = async (query: Parameters<typeof db.files.list>[0]) =>
      (await db.files.list(query, null)).items.map(({ id }) => id);
    const q = mark.toUpperCase();
    expect(await ids({ q, limit: 9 })).toEqual([large, small]);
    expect(await ids({ q, sort: 'oldest', limit: 9 })).toEqual([small, large]);
    expect(await ids({ q, sort: 'largest', limit: 9 })).toEqual([large, small]);
    expect(await ids({ q, state: ['unassigned', 'quarantined'], limit: 1 })).toEqual([large]);
    expect(await ids({ q, to: minutesLater(2).toISOString(), limit: 9 })).toEqual([small]);
    expect(await ids({ q: small, limit: 9 })).toContain(small);
    await db.files.reject(small, at);
    expect(await db.files.stats({ q }, null)).toMatchObject({
      states: { unassigned: 1, rejected: 1, archived: 0 },
      total: 2,
    });
    expect((await db.files.stats({ q }, 'nobody')).total).toBe(0);
  });

  test('a file knows its runs and the other files with its bytes, of its own partner only', async () => {
    const sha256 = fresh('').padStart(64, 'd');
    const withBytes = async (feed: FeedConfig) => {
      const id = await newFile(db, feed);
      await db.files.move(id, ['assigned'], 'processing', { sha256 });
      return id;
    };
    const ours = await newFeed(db, await newPartner(db));
    const file = await withBytes(ours);
    const twin = await withBytes(ours);
    const foreign = await withBytes(await newFeed(db, await newPartner(db)));
    const first = await newRun(db, ours, { file });
    const second = await newRun(db, ours, { file, kind: 'replay', of: first });
    await newRun(db, ours, { file, kind: 'plan', of: first });
    const seen = async (tenant: string | null) => {
      const around = await db.files.surroundings(file, tenant);
      return [around?.twins.map(({ id }) => id), around?.runs.map(({ id }) => id)];
    };
    expect(await seen(null)).toEqual([
      [twin, foreign],
      [second, first],
    ]);
    expect(await seen(ours.partner)).toEqual([[twin], [second, first]]);
    expect(await db.files.surroundings(file, 'nobody')).toBeNull();
  });
});
