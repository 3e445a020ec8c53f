import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../testing/engines.ts';
import { openHistory, type History } from './open-history.ts';

const then = new Date('2026-09-01T06:00:00.000Z');

describe.each(engines)('history on %s', (engine) => {
  let now: TestDatabase;
  let history: History;
  let at: Date;

  beforeEach(async () => {
    at = then;
    now = await testDatabase(engine);
    history = openHistory(now.url, { now: () => at });
  });
  afterEach(async () => {
    await history.close();
    await now.close();
  });

  it('shows a chapter only when it is complete', async () => {
    await history.tell(async (db) => {
      await db.transaction((tx) => tx.partners.insert(partner('acme'), then));
      expect(await now.partners.find('acme', null)).toBeNull();
    });

    expect(await now.partners.find('acme', null)).toMatchObject({
      createdAt: then.toISOString(),
    });
  });

  it('leaves nothing of a chapter that fails', async () => {
    const failing = history.tell(async (db) => {
      await db.transaction((tx) => tx.partners.insert(partner('acme'), then));
      throw new Error('interrupted');
    });

    await expect(failing).rejects.toThrow('interrupted');
    expect(await now.partners.find('acme', null)).toBeNull();
  });

  it('takes back the part that fails and keeps the rest', async () => {
    await history.tell(async (db) => {
      await db.transaction((tx) => tx.partners.insert(partner('acme'), then));
      const part = db.transaction(async (tx) => {
        await tx.partners.insert(partner('other'), then);
        throw new Error('refused');
      });
      await expect(part).rejects.toThrow('refused');
    });

    expect(await now.partners.find('acme', null)).not.toBeNull();
    expect(await now.partners.find('other', null)).toBeNull();
  });

  it('does one part after the other, though they are asked for together', async () => {
    await history.tell(async (db) => {
      const parts = ['one', 'two', 'three'].map((id) =>
        db.transaction((tx) => tx.partners.insert(partner(id), then)),
      );
      expect(await Promise.all(parts)).toEqual([true, true, true]);
    });
  });
});

function partner(id: string) {
  return { id, name: id, state: 'live' as const, timeZone: 'UTC', contacts: [] };
}
