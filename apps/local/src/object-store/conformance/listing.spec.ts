import {
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';

const subject = subjectForThisFile();
const KEYS = [
  'a',
  'acme/in/1.csv',
  'acme/in/2.csv',
  'acme/out/1.csv',
  'acme/top',
  'b c+d.csv',
  'z/é/ü.csv',
  '\u{1F642}',
  '\uFF21',
];

beforeAll(async () => {
  await Promise.all(
    KEYS.map((key) =>
      subject.client.send(new PutObjectCommand({ Bucket: subject.bucket, Key: key, Body: key })),
    ),
  );
});

/** Keys sort by their UTF-8 bytes, which is not how JavaScript compares strings. */
const sorted = [...KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

describe('a listing', () => {
  it('holds every key once, in UTF-8 byte order, with its facts', async () => {
    const { Contents, KeyCount, IsTruncated } = await list({});
    expect(Contents?.map(({ Key }) => Key)).toEqual(sorted);
    expect([KeyCount, IsTruncated]).toEqual([KEYS.length, false]);
    expect(Contents?.[0]).toMatchObject({
      Size: 1,
      StorageClass: 'STANDARD',
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/u),
    });
  });

  it.each([1, 2, 4, 1000])('in pages of %i is the same listing', async (size) => {
    const seen: (string | undefined)[] = [];
    const pages = paginateListObjectsV2(
      { client: subject.client, pageSize: size },
      { Bucket: subject.bucket },
    );
    for await (const page of pages) seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
    expect(seen).toEqual(sorted);
  });

  it.each([
    ['acme/', ['acme/in/1.csv', 'acme/in/2.csv', 'acme/out/1.csv', 'acme/top']],
    ['acme/in/1', ['acme/in/1.csv']],
    ['b c+', ['b c+d.csv']],
    ['z/é', ['z/é/ü.csv']],
    ['nothing', []],
  ])('of prefix %s', async (Prefix, expected) => {
    const { Contents = [] } = await list({ Prefix });
    expect(Contents.map(({ Key }) => Key)).toEqual(expected);
  });

  it('rolls keys up to common prefixes', async () => {
    const { Contents = [], CommonPrefixes = [] } = await list({ Prefix: 'acme/', Delimiter: '/' });
    expect(Contents.map(({ Key }) => Key)).toEqual(['acme/top']);
    expect(CommonPrefixes.map(({ Prefix }) => Prefix)).toEqual(['acme/in/', 'acme/out/']);
  });

  it('pages over common prefixes without repeating one', async () => {
    const seen: (string | undefined)[] = [];
    const pages = paginateListObjectsV2(
      { client: subject.client, pageSize: 1 },
      { Bucket: subject.bucket, Delimiter: '/' },
    );
    for await (const page of pages) {
      seen.push(
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
        ...(page.Contents ?? []).map(({ Key }) => Key),
      );
    }
    expect(seen).toEqual(['a', 'acme/', 'b c+d.csv', 'z/', '\uFF21', '\u{1F642}']);
  });

  it('starts after a key, there or not', async () => {
    expect((await list({ StartAfter: 'acme/in/2.csv' })).Contents?.[0]?.Key).toBe('acme/out/1.csv');
    expect((await list({ StartAfter: 'acme/in/15' })).Contents?.[0]?.Key).toBe('acme/in/2.csv');
  });

  it('encodes keys on request', async () => {
    const { Contents = [], EncodingType } = await list({ EncodingType: 'url', Prefix: 'b' });
    expect([EncodingType, Contents[0]?.Key]).toEqual(['url', 'b+c%2Bd.csv']);
  });

  it('of no keys is empty and complete', async () => {
    const { Contents, IsTruncated } = await list({ MaxKeys: 0 });
    expect([Contents, IsTruncated]).toEqual([undefined, false]);
  });

  it('refuses a token it did not make', async () => {
    expect(await refusal(list({ ContinuationToken: 'made-up' }))).toBe('400 InvalidArgument');
  });

  it('of a bucket that is not there is refused', async () => {
    const call = subject.client.send(
      new ListObjectsV2Command({ Bucket: 'conformance-no-such-bucket' }),
    );
    expect(await refusal(call)).toBe('404 NoSuchBucket');
  });

  it('in its first version pages by marker', async () => {
    const first = await subject.client.send(
      new ListObjectsCommand({ Bucket: subject.bucket, Delimiter: '/', MaxKeys: 2 }),
    );
    expect(first.NextMarker).toBe('acme/');
    const second = await subject.client.send(
      new ListObjectsCommand({
        Bucket: subject.bucket,
        Delimiter: '/',
        MaxKeys: 1,
        Marker: first.NextMarker,
      }),
    );
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['b c+d.csv']);
  });
});

function list(options: Omit<ConstructorParameters<typeof ListObjectsV2Command>[0], 'Bucket'>) {
  return subject.client.send(new ListObjectsV2Command({ Bucket: subject.bucket, ...options }));
}
