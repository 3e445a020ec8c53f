import { createMemoryBuckets } from '@waybill/store/testing/memory-buckets';
import { engines, testDatabase, type TestDatabase } from '@waybill/store/testing/engines';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeStory } from '../story/write-story.ts';
import { tellChapters, tellStory, type TellingOptions } from './tell-story.ts';

const now = new Date('2026-11-28T18:00:00.000Z');
const chapters = writeStory(now).slice(0, 5);
const files = chapters.flatMap(({ deeds }) => deeds.filter(({ kind }) => kind === 'send-file'));

describe.each(engines)('telling on %s', (engine) => {
  let db: TestDatabase;
  let options: TellingOptions;

  beforeEach(async () => {
    db = await testDatabase(engine);
    options = {
      databaseUrl: db.url,
      buckets: createMemoryBuckets(),
      issuer: 'http://issuer.example',
      now,
      log: { write: () => undefined },
      progress: () => Promise.resolve(),
    };
  }, 60_000);
  afterEach(() => db.close());

  it('goes on where it was interrupted, in the middle of a day too, and doubles nothing', async () => {
    const stopping = new AbortController();
    const interrupted = tellChapters(db, chapters, {
      ...options,
      signal: stopping.signal,
      // The next day has begun by then; it is taken back.
      progress: async (told) => {
        if (told === 2) setTimeout(() => stopping.abort(), 30);
      },
    });
    await interrupted.catch((error: unknown) => {
      expect(error).toMatchObject({ name: 'Interrupted' });
    });
    const afterwards = await tellChapters(db, chapters, options);

    const known = await db.files.list({ limit: 500 }, null);
    expect(known.items.map(({ key }) => key).sort()).toEqual(keysOf(files));
    expect(afterwards).toBe(3);
    expect(await db.ledger.integrity()).toMatchObject({ balanced: true, balancesAgree: true });
    expect(await tellChapters(db, chapters, options)).toBe(0);
  }, 60_000);

  it('leaves every time in the past, in the order in which things happen', async () => {
    await tellChapters(db, chapters.slice(0, 3), options);

    const { items } = await db.runs.list({ sort: 'newest', limit: 100 }, null);
    expect(items.length).toBeGreaterThan(10);
    for (const { queuedAt, startedAt, finishedAt } of items) {
      const [queued, started, finished] = [queuedAt, startedAt, finishedAt].map((time) =>
        Date.parse(time ?? ''),
      ) as [number, number, number];
      expect(started - queued).toBeGreaterThan(50);
      expect(finished - started).toBeGreaterThan(50);
      expect(finished - queued).toBeLessThan(10_000);
      expect(finished).toBeLessThan(now.getTime() - 80 * 86_400_000);
    }
    expect((await db.audit.verify()).intact).toBe(true);
  }, 60_000);

  it('tells nothing to a hub that has partners of its own', async () => {
    await db.partners.insert(
      { id: 'own', name: 'Own', state: 'live', timeZone: 'UTC', contacts: [] },
      now,
    );

    expect(await tellStory(options)).toBe(0);
  });
});

function keysOf(sent: readonly object[]): string[] {
  return sent.map((deed) => ('key' in deed ? String(deed.key) : '')).sort();
}
