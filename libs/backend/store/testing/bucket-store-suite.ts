import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { BucketStore, ObjectRef } from '../src/buckets/bucket-store.ts';
import { listEverything } from '../src/buckets/list-everything.ts';

export interface BucketStoreSubject {
  readonly store: BucketStore;
  /** One that keeps versions and one that does not; both may hold objects of other tests. */
  readonly versioned: string;
  readonly plain: string;
}

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const md5 = (bytes: string) => createHash('md5').update(bytes).digest('hex');

/** What every bucket store does, in memory or over S3. `subject` is called inside tests only. */
export function describeBucketStore(name: string, subject: () => BucketStoreSubject): void {
  const plain = (key: string): ObjectRef => ({ bucket: subject().plain, key });
  const versioned = (key: string): ObjectRef => ({ bucket: subject().versioned, key });
  const store = (): BucketStore => subject().store;

  describe(`${name}: an object`, () => {
    it('has its facts', async () => {
      const options = { contentType: 'text/csv', metadata: { Partner: 'acme' } };
      const put = await store().put(plain('facts.csv'), 'a;b\n', options);
      expect(put).toMatchObject({ outcome: 'stored', etag: md5('a;b\n') });
      const facts = await store().head(plain('facts.csv'));
      expect(facts).toMatchObject({
        size: 4,
        etag: md5('a;b\n'),
        contentType: 'text/csv',
        sha256: sha256('a;b\n'),
        metadata: { partner: 'acme' },
      });
      expect(facts?.lastModified).toBeInstanceOf(Date);
      expect(facts?.versionId).toBeUndefined();
    });

    it('that is not there has none', async () => {
      expect(await store().head(plain('nowhere'))).toBeNull();
      expect(await store().sha256Of(plain('nowhere'))).toBeNull();
      expect(await store().open(plain('nowhere'))).toEqual({ outcome: 'absent' });
      expect(await store().readRange(plain('nowhere'), 0, 9)).toEqual({ outcome: 'absent' });
    });

    it.each([
      'acme/orders/a b+c é.csv',
      'in/../up/%2e%2e/x.csv',
      '日本語/🙂.csv',
      "it's (1) *~!&?#=.csv",
      'trailing/',
    ])('may be called %s', async (key) => {
      await store().put(plain(key), key);
      expect(await textOf(plain(key))).toBe(key);
      const copied = await store().copy({ ...plain(key), etag: md5(key) }, plain(`copy/${key}`));
      expect(copied).toMatchObject({ outcome: 'copied', sha256: sha256(key) });
      expect(await store().deleteIfMatch(plain(key), md5(key))).toBe('deleted');
    });

    it('is read back for its hash', async () => {
      await store().put(plain('hash'), 'read me');
      expect(await store().sha256Of(plain('hash'))).toBe(sha256('read me'));
    });

    it('in a bucket that does not exist is a failure, not an absence', async () => {
      const nowhere = { bucket: 'waybill-no-such-bucket', key: 'k' };
      await expect(store().open(nowhere)).rejects.toThrow(/bucket/iu);
      await expect(store().put(nowhere, 'x')).rejects.toThrow(/bucket/iu);
    });
  });

  describe(`${name}: reading`, () => {
    it.each([
      [{ start: 0, end: 2 }, 'abc'],
      [{ start: 3 }, 'defghij'],
      [{ start: 8, end: 99 }, 'ij'],
      [{ start: 9, end: 9 }, 'j'],
      [{ start: 10, end: 99 }, ''],
      [{ start: 99 }, ''],
    ])('of %j', async (range, expected) => {
      await store().put(plain('range'), 'abcdefghij');
      expect(await textOf(plain('range'), { range })).toBe(expected);
    });

    it('of a range tells the size of the whole', async () => {
      await store().put(plain('range'), 'abcdefghij');
      const found = await store().open(plain('range'), { range: { start: 2, end: 3 } });
      expect(found.outcome === 'opened' && found.facts.size).toBe(10);
      expect(await textOf(plain('range'), { range: { start: 2, end: 3 } })).toBe('cd');
    });

    it.each([
      [0, 4, 'abcd'],
      [8, 4, 'ij'],
      [10, 4, ''],
      [3, 0, ''],
    ])('of %i and %i bytes', async (start, length, expected) => {
      await store().put(plain('range'), 'abcdefghij');
      const read = await store().readRange(plain('range'), start, length);
      expect(read.outcome === 'read' && Buffer.from(read.bytes).toString()).toBe(expected);
    });

    it('of an empty object is nothing', async () => {
      await store().put(plain('empty'), '');
      expect(await textOf(plain('empty'))).toBe('');
      expect(await textOf(plain('empty'), { range: { start: 0, end: 65_535 } })).toBe('');
    });

    it('of what has changed is refused', async () => {
      await store().put(plain('moved'), 'one');
      await store().put(plain('moved'), 'two');
      expect(await store().open(plain('moved'), { ifMatch: md5('one') })).toEqual({
        outcome: 'changed',
      });
      expect(await textOf(plain('moved'), { ifMatch: md5('two') })).toBe('two');
    });
  });

  describe(`${name}: writing`, () => {
    it('takes a stream, however long', async () => {
      const piece = new Uint8Array(100_000).fill(0x77);
      async function* pieces() {
        for (let i = 0; i < 60; i += 1) yield piece;
      }
      const whole = sha256(Buffer.concat(Array.from({ length: 60 }, () => piece)));
      expect((await store().put(plain('stream'), pieces(), { sha256: whole })).outcome).toBe(
        'stored',
      );
      expect(await store().sha256Of(plain('stream'))).toBe(whole);
      expect((await store().head(plain('stream')))?.size).toBe(6_000_000);
    });

    it('refuses to replace when asked to, and tells what is there', async () => {
      await store().put(plain('once'), 'first');
      const second = await store().put(plain('once'), 'second', { ifNoneMatch: '*' });
      expect(second).toMatchObject({ outcome: 'exists', existing: { sha256: sha256('first') } });
      expect(await textOf(plain('once'))).toBe('first');
    });

    it('of a stream refuses to replace as well', async () => {
      await store().put(plain('once'), 'first');
      const second = await store().put(plain('once'), streamOf('second'), { ifNoneMatch: '*' });
      expect(second.outcome).toBe('exists');
    });

    it.each([
      ['bytes', () => 'body'],
      ['a stream', () => streamOf('body')],
    ])('of %s with another hash than announced stores nothing', async (_name, body) => {
      const put = store().put(plain('mismatch'), body(), { sha256: sha256('another') });
      await expect(put).rejects.toThrow(/SHA-256/u);
      expect(await store().head(plain('mismatch'))).toBeNull();
    });
  });

  describe(`${name}: copying`, () => {
    it('takes type and metadata along, or replaces the metadata', async () => {
      await store().put(plain('from'), 'x', { contentType: 'text/csv', metadata: { a: '1' } });
      await store().copy({ ...plain('from'), etag: md5('x') }, plain('same'));
      await store().copy({ ...plain('from'), etag: md5('x') }, plain('other'), {
        metadata: { b: '2' },
      });
      expect(await store().head(plain('same'))).toMatchObject({
        contentType: 'text/csv',
        metadata: { a: '1' },
      });
      expect(await store().head(plain('other'))).toMatchObject({
        contentType: 'text/csv',
        metadata: { b: '2' },
      });
    });

    it('is bound to the source it was asked for', async () => {
      await store().put(plain('source'), 'new');
      const stale = await store().copy({ ...plain('source'), etag: md5('old') }, plain('target'));
      expect(stale).toEqual({ outcome: 'changed' });
      expect(await store().head(plain('target'))).toBeNull();
    });

    it('of nothing is absent', async () => {
      const none = await store().copy({ ...plain('nowhere'), etag: md5('x') }, plain('target'));
      expect(none).toEqual({ outcome: 'absent' });
    });

    it('never replaces when asked not to', async () => {
      await store().put(plain('mine'), 'mine');
      await store().put(plain('theirs'), 'theirs');
      const to = plain('theirs');
      const refused = await store().copy({ ...plain('mine'), etag: md5('mine') }, to, {
        ifNoneMatch: '*',
      });
      expect(refused).toMatchObject({ outcome: 'exists', existing: { sha256: sha256('theirs') } });
    });

    it('can take an older version', async () => {
      const put = await store().put(versioned('old'), 'one');
      await store().put(versioned('old'), 'two');
      const versionId = put.outcome === 'stored' ? put.versionId : undefined;
      await store().copy({ ...versioned('old'), versionId, etag: md5('one') }, plain('restored'));
      expect(await textOf(plain('restored'))).toBe('one');
    });
  });

  describe(`${name}: deleting`, () => {
    it('spares what was put since', async () => {
      await store().put(plain('raced'), 'seen');
      await store().put(plain('raced'), 'not seen');
      expect(await store().deleteIfMatch(plain('raced'), md5('seen'))).toBe('changed');
      expect(await store().deleteIfMatch(plain('raced'), md5('not seen'))).toBe('deleted');
      expect(await store().deleteIfMatch(plain('raced'), md5('not seen'))).toBe('absent');
    });

    it('hides a versioned object but keeps its versions', async () => {
      const put = await store().put(versioned('kept'), 'kept');
      const versionId = put.outcome === 'stored' ? put.versionId : undefined;
      expect(await store().deleteIfMatch(versioned('kept'), md5('kept'))).toBe('deleted');
      expect(await store().head(versioned('kept'))).toBeNull();
      expect(await store().deleteIfMatch(versioned('kept'), md5('kept'))).toBe('absent');
      expect(await textOf({ ...versioned('kept'), versionId })).toBe('kept');
    });

    it('of one version leaves the newer one', async () => {
      const put = await store().put(versioned('stack'), 'one');
      await store().put(versioned('stack'), 'two');
      const older = {
        ...versioned('stack'),
        versionId: put.outcome === 'stored' ? put.versionId : undefined,
      };
      expect(await store().deleteIfMatch(older, md5('two'))).toBe('changed');
      expect(await store().deleteIfMatch(older, md5('one'))).toBe('deleted');
      expect(await store().deleteIfMatch(older, md5('one'))).toBe('absent');
      expect(await textOf(versioned('stack'))).toBe('two');
    });
  });

  describe(`${name}: listing`, () => {
    it('pages in byte order over current objects under a prefix', async () => {
      const keys = ['l/a b+c', 'l/é', 'l/\uFF21', 'l/🙂'];
      for (const key of [...keys].reverse()) await store().put(versioned(key), key);
      await store().put(versioned('l/gone'), 'x');
      await store().deleteIfMatch(versioned('l/gone'), md5('x'));
      const first = await store().list(subject().versioned, 'l/', { limit: 3 });
      expect(first.objects.map(({ key }) => key)).toEqual(keys.slice(0, 3));
      const second = await store().list(subject().versioned, 'l/', { limit: 3, after: first.next });
      expect(second.objects).toMatchObject([{ key: 'l/🙂', size: 6, etag: md5('l/🙂') }]);
      expect(second.next).toBeUndefined();
    });

    it('can be walked to its end', async () => {
      for (let i = 0; i < 5; i += 1) await store().put(plain(`walk/${String(i)}`), 'x');
      const seen: string[] = [];
      for await (const { key } of listEverything(store(), subject().plain, 'walk/')) seen.push(key);
      expect(seen).toEqual(['walk/0', 'walk/1', 'walk/2', 'walk/3', 'walk/4']);
    });
  });

  async function textOf(
    ref: ObjectRef,
    options?: Parameters<BucketStore['open']>[1],
  ): Promise<string> {
    const found = await store().open(ref, options);
    if (found.outcome !== 'opened') throw new Error(`${ref.key} is ${found.outcome}`);
    const pieces: Uint8Array[] = [];
    for await (const piece of found.body) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }
}

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  for (const char of text) yield new TextEncoder().encode(char);
}
