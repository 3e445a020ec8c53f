import type { BucketStore } from '@waybill/store';
import { createMemoryBuckets } from '@waybill/store/testing/memory-buckets';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { noCrashPoints } from '../../crash-points.ts';
import { keepCopy } from './keep-copy.ts';
import { removeOriginal } from './remove-original.ts';

const landed = { bucket: 'waybill-landing', key: 'acme/p/a.csv' };
const target = { bucket: 'waybill-archive', key: 'acme/p/2026/a.csv' };
const content = 'some bytes';
const sha256 = createHash('sha256').update(content).digest('hex');
let buckets: BucketStore;

beforeEach(async () => {
  buckets = createMemoryBuckets();
  await buckets.put(landed, content);
});

describe('keeping a copy', () => {
  it('is safe to repeat, also when the original is gone by then', async () => {
    const source = await sourceNow();
    expect(await keep(source)).toEqual({ outcome: 'kept', key: target.key });
    expect(await keep(source)).toEqual({ outcome: 'kept', key: target.key });
    await buckets.deleteIfMatch(landed, source.etag);
    expect(await keep({ ...source, versionId: undefined })).toEqual({
      outcome: 'kept',
      key: target.key,
    });
  });

  it('says when there is nothing to copy', async () => {
    const source = await sourceNow();
    await buckets.deleteIfMatch(landed, source.etag);
    expect(await keep({ ...source, versionId: undefined })).toEqual({ outcome: 'absent' });
  });

  it('says when something else stands there', async () => {
    expect(await keep({ ...(await sourceNow()), etag: 'another' })).toEqual({ outcome: 'changed' });
  });

  it('leaves other bytes under the target alone and takes the next name', async () => {
    await buckets.put(target, 'taken');
    expect(await keep(await sourceNow())).toEqual({ outcome: 'kept', key: `${target.key}~1` });
    expect(await buckets.sha256Of(target)).not.toBe(sha256);
  });

  it('gives up rather than call a wrong copy kept', async () => {
    const lying: BucketStore = { ...buckets, sha256Of: () => Promise.resolve('0'.repeat(64)) };
    const source = await sourceNow();
    await expect(
      keepCopy(lying, { source, target, size: content.length, sha256 }, noCrashPoints),
    ).rejects.toThrow('No verified copy');
  });
});

describe('removing the original', () => {
  it('deletes the version that was processed and nothing else', async () => {
    const object = await objectNow();
    await buckets.put(landed, 'newer');
    expect(await removeOriginal(buckets, object)).toBe('newer');
    expect(await removeOriginal(buckets, await objectNow())).toBe('deleted');
    expect(await removeOriginal(buckets, object)).toBe('absent');
  });

  it('leaves alone what took its place after it was looked at', async () => {
    const object = await objectNow();
    let looked = 0;
    const racing: BucketStore = {
      ...buckets,
      head: async (ref) => {
        const facts = await buckets.head(ref);
        if (looked++ === 0) await buckets.put(landed, 'newer');
        return facts;
      },
    };
    expect(await removeOriginal(racing, object)).toBe('newer');
    expect((await buckets.head(landed))?.size).toBe('newer'.length);
  });

  it('leaves the same bytes alone when they were sent again', async () => {
    const object = await objectNow();
    await buckets.put(landed, content);
    expect(await removeOriginal(buckets, object)).toBe('newer');
    expect(await buckets.head(landed)).not.toBeNull();
  });
});

async function sourceNow() {
  const facts = await buckets.head(landed);
  return { ...landed, versionId: facts?.versionId, etag: facts?.etag ?? '' };
}

async function objectNow() {
  const facts = await buckets.head(landed);
  return { ...landed, version: facts?.versionId ?? '', etag: facts?.etag ?? '' };
}

function keep(source: Awaited<ReturnType<typeof sourceNow>>) {
  return keepCopy(buckets, { source, target, size: content.length, sha256 }, noCrashPoints);
}
