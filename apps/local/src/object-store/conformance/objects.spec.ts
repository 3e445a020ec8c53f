import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';

const subject = subjectForThisFile();
const named = (key: string) => ({ Bucket: subject.bucket, Key: key });

describe('an object', () => {
  it('comes back as it was put, with its facts', async () => {
    const put = await subject.client.send(
      new PutObjectCommand({
        ...named('facts.csv'),
        Body: 'a,b\n1,2\n',
        ContentType: 'text/csv; charset=utf-8',
        ContentDisposition: 'attachment; filename="facts.csv"',
        ContentLanguage: 'de',
        ContentEncoding: 'identity',
        CacheControl: 'no-store',
        Metadata: { Partner: 'acme', 'row-count': '1' },
      }),
    );
    const got = await subject.client.send(new GetObjectCommand(named('facts.csv')));
    const etag = `"${createHash('md5').update('a,b\n1,2\n').digest('hex')}"`;
    expect(put.ETag).toBe(etag);
    expect(await got.Body?.transformToString()).toBe('a,b\n1,2\n');
    expect(got).toMatchObject({
      ETag: etag,
      ContentLength: 8,
      ContentType: 'text/csv; charset=utf-8',
      ContentDisposition: 'attachment; filename="facts.csv"',
      ContentLanguage: 'de',
      ContentEncoding: 'identity',
      CacheControl: 'no-store',
      AcceptRanges: 'bytes',
      Metadata: { partner: 'acme', 'row-count': '1' },
    });
    expect(Math.abs(Date.now() - (got.LastModified?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('has the same facts in HEAD, without bytes', async () => {
    await put('head.txt', 'twelve bytes');
    const head = await subject.client.send(new HeadObjectCommand(named('head.txt')));
    expect(head).toMatchObject({
      ContentLength: 12,
      ETag: `"${createHash('md5').update('twelve bytes').digest('hex')}"`,
    });
  });

  it('may be empty', async () => {
    await put('empty', new Uint8Array());
    expect(await text('empty')).toBe('');
    expect((await subject.client.send(new HeadObjectCommand(named('empty')))).ContentLength).toBe(
      0,
    );
  });

  it('keeps every byte value', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
    await put('binary', bytes);
    const got = await subject.client.send(new GetObjectCommand(named('binary')));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  it('put as a stream of known length is stored without any framing', async () => {
    const piece = Buffer.alloc(100_000, 'x');
    const body = Readable.from(Array.from({ length: 30 }, () => piece));
    await subject.client.send(
      new PutObjectCommand({ ...named('stream'), Body: body, ContentLength: 3_000_000 }),
    );
    const got = await subject.client.send(new GetObjectCommand(named('stream')));
    const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
    expect(bytes.length).toBe(3_000_000);
    expect(bytes.every((byte) => byte === 0x78)).toBe(true);
  });

  it('is replaced by the next put', async () => {
    await put('again', 'one');
    await put('again', 'second');
    expect(await text('again')).toBe('second');
  });

  it('tells its attributes', async () => {
    await put('attributes', 'hello');
    const facts = await subject.client.send(
      new GetObjectAttributesCommand({
        ...named('attributes'),
        ObjectAttributes: ['ETag', 'ObjectSize', 'StorageClass', 'Checksum'],
      }),
    );
    expect(facts).toMatchObject({
      ETag: createHash('md5').update('hello').digest('hex'),
      ObjectSize: 5,
    });
    expect(facts.Checksum?.ChecksumCRC32).toBeDefined();
  });

  it('that is not there is NoSuchKey for GET and a bare 404 for HEAD', async () => {
    expect(await refusal(subject.client.send(new GetObjectCommand(named('nowhere'))))).toBe(
      '404 NoSuchKey',
    );
    expect(await refusal(subject.client.send(new HeadObjectCommand(named('nowhere'))))).toBe(
      '404 NotFound',
    );
  });

  it('in a bucket that is not there is NoSuchBucket', async () => {
    const elsewhere = { Bucket: 'conformance-no-such-bucket', Key: 'k' };
    expect(await refusal(subject.client.send(new GetObjectCommand(elsewhere)))).toBe(
      '404 NoSuchBucket',
    );
    expect(
      await refusal(subject.client.send(new PutObjectCommand({ ...elsewhere, Body: 'x' }))),
    ).toBe('404 NoSuchBucket');
    expect(
      await refusal(subject.client.send(new HeadBucketCommand({ Bucket: elsewhere.Bucket }))),
    ).toBe('404 NotFound');
  });

  it('with more than 2 KB of metadata is refused', async () => {
    const huge = subject.client.send(
      new PutObjectCommand({ ...named('meta'), Body: 'x', Metadata: { a: 'y'.repeat(2100) } }),
    );
    expect(await refusal(huge)).toBe('400 MetadataTooLarge');
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-4', 'bytes 0-4/26', 'abcde'],
    ['bytes=5-', 'bytes 5-25/26', 'fghijklmnopqrstuvwxyz'],
    ['bytes=-4', 'bytes 22-25/26', 'wxyz'],
    ['bytes=20-99', 'bytes 20-25/26', 'uvwxyz'],
    ['bytes=-99', 'bytes 0-25/26', 'abcdefghijklmnopqrstuvwxyz'],
    ['bytes=25-25', 'bytes 25-25/26', 'z'],
  ])('%s is answered as %s', async (range, contentRange, expected) => {
    await put('alphabet', 'abcdefghijklmnopqrstuvwxyz');
    const got = await subject.client.send(
      new GetObjectCommand({ ...named('alphabet'), Range: range }),
    );
    expect(got.$metadata.httpStatusCode).toBe(206);
    expect(got.ContentRange).toBe(contentRange);
    expect(got.ContentLength).toBe(expected.length);
    expect(await got.Body?.transformToString()).toBe(expected);
  });

  it.each(['bytes=26-', 'bytes=26-30', 'bytes=-0'])('%s lies outside: 416', async (range) => {
    await put('alphabet', 'abcdefghijklmnopqrstuvwxyz');
    expect(
      await refusal(
        subject.client.send(new GetObjectCommand({ ...named('alphabet'), Range: range })),
      ),
    ).toBe('416 InvalidRange');
  });

  it.each(['bytes=9-3', 'lines=0-1', 'bytes=-'])(
    '%s means nothing: the whole object',
    async (range) => {
      await put('alphabet', 'abcdefghijklmnopqrstuvwxyz');
      const got = await subject.client.send(
        new GetObjectCommand({ ...named('alphabet'), Range: range }),
      );
      expect((await got.Body?.transformToString())?.length).toBe(26);
    },
  );
});

describe('a key', () => {
  it.each([
    ['spaces and plus', 'in/a b+c é.csv'],
    ['percent signs', 'in/100%25 %2F done%.csv'],
    ['UTF-8 beyond the basic plane', 'in/日本語/🙂 naïve.csv'],
    ['what a URL would resolve', 'in/../out/./..'],
    ['what looks like an encoded parent', 'in/%2e%2e%2fout'],
    ['double and trailing slashes', 'in//deep///'],
    ['a leading slash', '/rooted'],
    ['query and fragment characters', 'in/a?b=c&d#e;f=g'],
    ['characters XML escapes', 'in/<a>&"quoted"\'.csv'],
    ['a backslash', 'in\\windows\\file.csv'],
    ["signature characters ~!'()*", "in/~tilde!it's(fine)*"],
  ])('may hold %s', async (_name, key) => {
    await put(key, key);
    expect(await text(key)).toBe(key);
    await subject.client.send(new DeleteObjectCommand(named(key)));
    expect(await refusal(subject.client.send(new HeadObjectCommand(named(key))))).toBe(
      '404 NotFound',
    );
  });

  it('of 1,024 bytes is the longest', async () => {
    const longest = `${'k'.repeat(1022)}é`;
    await put(longest, 'long');
    expect(await text(longest)).toBe('long');
    const tooLong = subject.client.send(
      new PutObjectCommand({ ...named(`${longest}x`), Body: 'x' }),
    );
    expect(await refusal(tooLong)).toBe('400 KeyTooLongError');
  });

  it('is never a path: siblings do not overwrite each other', async () => {
    await put('node', 'file');
    await put('node/child', 'below');
    expect([await text('node'), await text('node/child')]).toEqual(['file', 'below']);
  });
});

it('lists the buckets of the account', async () => {
  const { Buckets } = await subject.client.send(new ListBucketsCommand({}));
  expect(Buckets?.map(({ Name }) => Name)).toContain(subject.bucket);
});

async function put(key: string, body: string | Uint8Array): Promise<void> {
  await subject.client.send(new PutObjectCommand({ ...named(key), Body: body }));
}

async function text(key: string): Promise<string | undefined> {
  const got = await subject.client.send(new GetObjectCommand(named(key)));
  return got.Body?.transformToString();
}
