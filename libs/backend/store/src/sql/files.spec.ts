import type { InboundFile } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  aBundle,
  at,
  fresh,
  newFeed,
  newFile,
  newPartner,
  newRun,
} from '../../testing/hub-story.ts';

describe.each(engines)('partners, feeds and files on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 10 });
  }, 60_000);
  afterAll(() => db.close());

  const objectOf = (key: string, version = 'v1') => ({
    bucket: 'waybill-landing',
    key,
    version,
    etag: 'e1',
    sizeBytes: 5_000_000_000,
    sequencer: '00A',
  });

  test('a partner is written once and read as it was written', async () => {
    const id = fresh('acme');
    const partner = {
      id,
      name: 'Ä & Söhne',
      state: 'testing' as const,
      timeZone: 'Europe/Berlin',
      contacts: [{ name: 'Ada', email: 'ada@example.com', purpose: 'technical' as const }],
    };
    expect(await db.partners.insert(partner, at)).toBe(true);
    expect(await db.partners.insert({ ...partner, name: 'Other' }, at)).toBe(false);
    const time = at.toISOString();
    expect(await db.partners.find(id, null)).toEqual({
      ...partner,
      createdAt: time,
      updatedAt: time,
    });
  });

  test.each(['söhne', 'ÄRZTE', 'arzt-'])('partners are found by %s', async (q) => {
    const id = `${fresh('arzt')}-${engine}`;
    await newPartner(db, id, 'Ärzte & Söhne');
    const { items } = await db.partners.list({ q, limit: 500 }, null);
    expect(items.map((partner) => partner.id)).toContain(id);
    expect((await db.partners.list({ q: 'xyzzy', limit: 5 }, null)).items).toEqual([]);
  });

  test('a feed is found with its bundle, a code is taken once per partner', async () => {
    const partner = await newPartner(db);
    const config = await newFeed(db, partner);
    expect(await db.feeds.find(config.id, null)).toMatchObject({
      id: `${partner}.purchases`,
      partner,
      documentType: 'purchase',
      bundle: {
        version: 1,
        sha256: config.bundle.sha256,
        format: config.bundle.format,
        rules: null,
      },
    });
    expect(await db.feeds.bundle(config.bundle.id)).toEqual(config.bundle);
    expect(await newFeed(db, partner)).toEqual(config);
    await newFeed(db, partner, 'roster');
    expect((await db.feeds.configsOf(partner)).map(({ code }) => code)).toEqual([
      'purchases',
      'roster',
    ]);
    expect((await db.feeds.list({ partner, limit: 1 }, null)).items).toHaveLength(1);
    expect(await db.feeds.config('nobody.nothing')).toBeNull();
  });

  test('a changed format is the next version of the bundle, active from then on', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const later = new Date(at.getTime() + 1000);

    expect(await db.feeds.addBundle(feed.id, aBundle(feed, 2), later)).toBe(2);

    const active = (await db.feeds.config(feed.id))?.bundle;
    expect(active).toMatchObject({ version: 2, sha256: '2'.repeat(64) });
    expect(await db.feeds.bundle(feed.bundle.id)).toEqual(feed.bundle);
    const { items } = await db.feeds.bundles(feed.id, { limit: 5 });
    expect(items.map(({ version, active: isActive }) => [version, isActive])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await db.feeds.bundleVersion(feed.id, 2)).toMatchObject({
      ...items[0],
      format: feed.bundle.format,
      createdAt: later.toISOString(),
    });
    expect(await db.feeds.bundleVersion(feed.id, 3)).toBeNull();
  });

  test('versions made at once have each a number of their own', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const made = await Promise.all(
      [2, 3, 4, 5].map((n) => db.feeds.addBundle(feed.id, aBundle(feed, n), at)),
    );
    expect(made.sort()).toEqual([2, 3, 4, 5]);
  });

  test('a feed and a partner carry what they were changed to', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const expectation = {
      days: ['mon' as const],
      at: '06:00',
      timeZone: 'UTC',
      graceMinutes: 0,
      rows: null,
    };
    await db.feeds.update(feed.id, { state: 'paused', expectation }, at);
    await db.partners.update(feed.partner, { name: 'Ümlaut', state: 'suspended' }, at);
    expect(await db.feeds.config(feed.id)).toEqual({
      ...feed,
      state: 'paused',
      partnerState: 'suspended',
      expectation,
    });
    await db.feeds.update(feed.id, { expectation: null }, at);
    expect((await db.feeds.lock(feed.id, null))?.expectation).toBeNull();
    expect((await db.partners.list({ q: 'ümlaut', limit: 5 }, feed.partner)).items).toMatchObject([
      { state: 'suspended', timeZone: 'UTC' },
    ]);
  });

  test('an object version is registered once, by whatever number of events at once', async () => {
    const object = objectOf(`${fresh('acme')}/purchases/ä +%.csv`);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => db.files.register(object, { id: fresh('fil'), at })),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ file }) => file.id)).size).toBe(1);
    expect(answers[0]?.file).toMatchObject({ ...object, state: 'received', feedId: null });
  });

  test('the same key in another version, and a key that differs by case, are other files', async () => {
    const key = `${fresh('acme')}/Purchases.csv`;
    for (const object of [objectOf(key), objectOf(key, 'v2'), objectOf(key.toLowerCase())]) {
      const { created } = await db.files.register(object, { id: fresh('fil'), at });
      expect(created).toBe(true);
    }
  });

  test.each<{ from: InboundFile['state'][]; to: InboundFile['state']; moves: boolean }>([
    { from: ['received'], to: 'assigned', moves: true },
    { from: ['received', 'assigned'], to: 'unassigned', moves: true },
    { from: ['received'], to: 'archived', moves: false },
    { from: ['received'], to: 'processing', moves: false },
    { from: ['assigned'], to: 'processing', moves: false },
  ])('a received file moves from $from to $to: $moves', async ({ from, to, moves }) => {
    const { file } = await db.files.register(objectOf(fresh('key')), { id: fresh('fil'), at });
    expect(await db.files.move(file.id, from, to, {})).toBe(moves);
    expect((await db.files.get(file.id))?.state).toBe(moves ? to : 'received');
  });

  test('of twenty that move a file at once one does', async () => {
    const { file } = await db.files.register(objectOf(fresh('key')), { id: fresh('fil'), at });
    const moved = await Promise.all(
      Array.from({ length: 20 }, () => db.files.move(file.id, ['received'], 'assigned', {})),
    );
    expect(moved.filter(Boolean)).toHaveLength(1);
  });

  test('a file carries what its moves said, and its latest run', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const id = await newFile(db, feed, 'May 2026.csv');
    const problem = {
      code: 'FILE-001',
      name: 'X',
      scope: 'file',
      message: 'm',
      expected: 'e',
    } as const;
    await db.files.move(id, ['assigned'], 'processing', { problem });
    await newRun(db, feed, { file: id });
    const run = await newRun(db, feed, { file: id });
    await newRun(db, feed, { file: id, kind: 'plan' });
    await db.files.move(id, ['processing'], 'processed', { problem: null });
    const archive = { bucket: 'waybill-archive', key: 'x/y', at };
    expect(await db.files.move(id, ['processed'], 'archived', { archive })).toBe(true);
    expect(await db.files.find(id, null)).toMatchObject({
      name: 'May 2026.csv',
      partner: feed.partner,
      feed: feed.id,
      state: 'archived',
      problem: null,
      archiveKey: 'x/y',
      archivedAt: at.toISOString(),
      lastRun: run,
      sizeBytes: 100,
    });
    expect(await db.files.get(id)).toMatchObject({
      archiveBucket: 'waybill-archive',
      archiveKey: 'x/y',
    });
  });

  test('a twin is an earlier file with the same bytes that was taken in', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const first = await newFile(db, feed);
    const second = await newFile(db, feed);
    const hash = 'c'.repeat(64);
    expect(await db.files.twin(feed.id, hash, second)).toBeNull();
    await db.files.move(first, ['assigned'], 'processing', {});
    expect((await db.files.twin(feed.id, hash, second))?.id).toBe(first);
    expect(await db.files.twin(feed.id, hash, first)).toBeNull();
    expect(await db.files.twin(feed.id, 'd'.repeat(64), second)).toBeNull();
  });

  test('the sweep is told which objects nobody knows', async () => {
    const [known, unknown] = [fresh('key'), fresh('key')];
    await db.files.register(objectOf(known), { id: fresh('fil'), at });
    const objects = [objectOf(known), objectOf(known, 'v2'), objectOf(unknown)];
    expect(await db.files.unknownOf(objects)).toEqual([known, unknown]);
    expect(await db.files.unknownOf([])).toEqual([]);
  });

  test('files are listed newest first by partner, feed, state and key', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push(await newFile(db, feed));
    await db.files.move(ids[1] ?? '', ['assigned'], 'processing', {});
    const list = async (query: Parameters<typeof db.files.list>[0]) =>
      (await db.files.list(query, null)).items.map(({ id }) => id);
    const { partner, id } = feed;
    expect(await list({ partner, limit: 9 })).toEqual(ids.toReversed());
    expect(await list({ feed: id, state: ['processing'], limit: 9 })).toEqual([ids[1]]);
    const key = (await db.files.get(ids[2] ?? ''))?.key;
    expect(await list({ key, limit: 9 })).toEqual([ids[2]]);
  });
});
