import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { at, fresh } from '../../testing/hub-story.ts';

describe.each(engines)('idempotency on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 10 });
  }, 60_000);
  afterAll(() => db.close());

  const claimOf = (
    wish: { key?: string; caller?: string; requestHash?: string; at?: Date } = {},
  ) => ({
    caller: 'machine:acme',
    operation: 'create-partner',
    key: fresh('key'),
    requestHash: 'a'.repeat(64),
    at,
    ...wish,
  });
  const response = { status: 201, headers: { location: '/v1/partners/x' }, body: '{"id":"x"}' };

  test('of twenty claims at once one is first, the others are told to wait', async () => {
    const claim = claimOf();
    const kinds = await Promise.all(
      Array.from({ length: 20 }, async () => (await db.idempotency.claim(claim)).kind),
    );
    expect(kinds.sort()).toEqual(['first', ...Array.from({ length: 19 }, () => 'in-flight')]);
  });

  test('the stored answer is given again, byte for byte', async () => {
    const claim = claimOf();
    await db.idempotency.claim(claim);
    await db.idempotency.complete({ ...claim, response });
    expect(await db.idempotency.claim(claim)).toEqual({ kind: 'done', response });
  });

  test('the same key with another body is another request, answered or not', async () => {
    const claim = claimOf();
    await db.idempotency.claim(claim);
    const other = { ...claim, requestHash: 'b'.repeat(64) };
    expect(await db.idempotency.claim(other)).toEqual({ kind: 'other-request' });
    await db.idempotency.complete({ ...claim, response });
    expect(await db.idempotency.claim(other)).toEqual({ kind: 'other-request' });
  });

  test('another caller or operation may use the same key, and keys differ by case', async () => {
    const claim = claimOf({ key: `${fresh('Key')}` });
    await db.idempotency.claim(claim);
    for (const other of [
      { ...claim, caller: 'machine:other' },
      { ...claim, operation: 'create-feed' },
      { ...claim, key: claim.key.toLowerCase() },
    ]) {
      expect(await db.idempotency.claim(other)).toEqual({ kind: 'first' });
    }
  });

  test('a released key is free, an answered one stays', async () => {
    const claim = claimOf();
    await db.idempotency.claim(claim);
    await db.idempotency.release(claim);
    expect(await db.idempotency.claim(claim)).toEqual({ kind: 'first' });
    await db.idempotency.complete({ ...claim, response });
    await db.idempotency.release(claim);
    expect((await db.idempotency.claim(claim)).kind).toBe('done');
  });

  test('a key whose request died is free after a minute, for one taker', async () => {
    const claim = claimOf();
    await db.idempotency.claim(claim);
    const after = (seconds: number) => ({ ...claim, at: new Date(at.getTime() + seconds * 1000) });
    expect((await db.idempotency.claim(after(59))).kind).toBe('in-flight');
    expect((await db.idempotency.claim(after(61))).kind).toBe('first');
    expect((await db.idempotency.claim(after(62))).kind).toBe('in-flight');
  });

  test('purging forgets what is older', async () => {
    const claim = claimOf({ at: new Date(0) });
    await db.idempotency.claim(claim);
    expect(await db.idempotency.purge(new Date(1))).toBe(1);
    expect(await db.idempotency.claim(claim)).toEqual({ kind: 'first' });
  });
});
