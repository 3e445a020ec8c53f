import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { CompletedPart } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect, it } from 'vitest';

import { createHasher } from '../protocol/checksums.ts';
import { refusal, subjectForThisFile } from './endpoint.ts';

const subject = subjectForThisFile();
const named = (key: string) => ({ Bucket: subject.bucket, Key: key });
const MB = 1024 ** 2;
const FIVE = Buffer.alloc(5 * MB, 'five ');
const LAST = Buffer.from('the last part is small');
const WHOLE = Buffer.concat([FIVE, FIVE, LAST]);

describe('a multipart upload', () => {
  it('becomes one object with an ETag of its parts', async () => {
    const id = await begin('whole');
    const parts = [
      await part('whole', id, 1, FIVE),
      await part('whole', id, 2, FIVE),
      await part('whole', id, 3, LAST),
    ];
    const done = await complete('whole', id, parts);
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();
    const expected = `"${md5(Buffer.concat([md5(FIVE), md5(FIVE), md5(LAST)])).toString('hex')}-3"`;
    expect(done.ETag).toBe(expected);
    const got = await subject.client.send(new GetObjectCommand(named('whole')));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(WHOLE)).toBe(true);
    expect(got).toMatchObject({
      ContentLength: WHOLE.length,
      ContentType: 'text/csv',
      Metadata: { partner: 'acme' },
    });
  });

  it('can be read across the borders of its parts, and part by part', async () => {
    await uploaded('seams');
    const border = FIVE.length;
    const got = await subject.client.send(
      new GetObjectCommand({
        ...named('seams'),
        Range: `bytes=${String(border - 3)}-${String(border + 2)}`,
      }),
    );
    expect(await got.Body?.transformToString()).toBe(
      Buffer.concat([FIVE, LAST]).toString('latin1', border - 3, border + 3),
    );
    const second = await subject.client.send(
      new GetObjectCommand({ ...named('seams'), PartNumber: 2 }),
    );
    expect(await second.Body?.transformToString()).toBe(LAST.toString());
    expect(second.PartsCount).toBe(2);
  });

  it('takes the last upload of a part number and forgets parts not named', async () => {
    const id = await begin('picked');
    await part('picked', id, 1, LAST);
    const replaced = await part('picked', id, 1, FIVE);
    await part('picked', id, 2, FIVE);
    const last = await part('picked', id, 7, LAST);
    await complete('picked', id, [replaced, last]);
    const head = await subject.client.send(new HeadObjectCommand(named('picked')));
    expect(head.ContentLength).toBe(FIVE.length + LAST.length);
  });

  it('is not there before it is complete', async () => {
    const id = await begin('pending');
    await part('pending', id, 1, LAST);
    expect(await refusal(subject.client.send(new HeadObjectCommand(named('pending'))))).toBe(
      '404 NotFound',
    );
  });

  it('repeats its answer when completed again', async () => {
    const id = await begin('repeated');
    const parts = [await part('repeated', id, 1, LAST)];
    const first = await complete('repeated', id, parts);
    const again = await complete('repeated', id, parts);
    expect(again.ETag).toBe(first.ETag);
  });

  it.each([
    ['parts out of order', (a: CompletedPart, b: CompletedPart) => [b, a], '400 InvalidPartOrder'],
    [
      'a part never uploaded',
      (a: CompletedPart) => [a, { PartNumber: 9, ETag: '"0"' }],
      '400 InvalidPart',
    ],
    ['a wrong ETag', (a: CompletedPart) => [{ ...a, ETag: '"0"' }], '400 InvalidPart'],
    ['no parts', () => [], '400 MalformedXML'],
  ])('with %s is refused', async (_name, choose, expected) => {
    const id = await begin('refused');
    const first = await part('refused', id, 1, FIVE);
    const second = await part('refused', id, 2, LAST);
    expect(await refusal(complete('refused', id, choose(first, second)))).toBe(expected);
    await abort('refused', id);
  });

  it('with a small part before the last is refused', async () => {
    const id = await begin('small');
    const parts = [await part('small', id, 1, LAST), await part('small', id, 2, LAST)];
    expect(await refusal(complete('small', id, parts))).toBe('400 EntityTooSmall');
  });

  it('is refused by If-None-Match * when something is there', async () => {
    await subject.client.send(new PutObjectCommand({ ...named('taken'), Body: 'mine' }));
    const id = await begin('taken');
    const parts = [await part('taken', id, 1, LAST)];
    expect(await refusal(complete('taken', id, parts, { IfNoneMatch: '*' }))).toBe(
      '412 PreconditionFailed',
    );
    const got = await subject.client.send(new GetObjectCommand(named('taken')));
    expect(await got.Body?.transformToString()).toBe('mine');
  });

  it('aborted is gone', async () => {
    const id = await begin('aborted');
    const only = await part('aborted', id, 1, LAST);
    await abort('aborted', id);
    expect(await refusal(part('aborted', id, 2, LAST))).toBe('404 NoSuchUpload');
    expect(await refusal(complete('aborted', id, [only]))).toBe('404 NoSuchUpload');
    expect(await refusal(abort('aborted', id))).toBe('404 NoSuchUpload');
  });

  it('lists its parts in pages', async () => {
    const id = await begin('parts');
    for (const number of [3, 1, 2]) await part('parts', id, number, LAST);
    const first = await subject.client.send(
      new ListPartsCommand({ ...named('parts'), UploadId: id, MaxParts: 2 }),
    );
    expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, LAST.length],
      [2, LAST.length],
    ]);
    const second = await subject.client.send(
      new ListPartsCommand({
        ...named('parts'),
        UploadId: id,
        PartNumberMarker: first.NextPartNumberMarker,
      }),
    );
    expect(second.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
    await abort('parts', id);
  });

  it('is listed while it is open', async () => {
    const id = await begin('open/a b+c');
    const open = () =>
      subject.client.send(
        new ListMultipartUploadsCommand({ Bucket: subject.bucket, Prefix: 'open/' }),
      );
    expect((await open()).Uploads?.map(({ Key, UploadId }) => [Key, UploadId])).toEqual([
      ['open/a b+c', id],
    ]);
    await abort('open/a b+c', id);
    expect((await open()).Uploads).toBeUndefined();
  });

  it.each([0, 10_001])('refuses part number %i', async (number) => {
    const id = await begin('number');
    expect(await refusal(part('number', id, number, LAST))).toBe('400 InvalidArgument');
  });

  it('takes parts from existing objects', async () => {
    await subject.client.send(new PutObjectCommand({ ...named('a b+c'), Body: FIVE }));
    const id = await begin('copied');
    const from = {
      ...named('copied'),
      UploadId: id,
      CopySource: `${subject.bucket}/${encodeURIComponent('a b+c')}`,
    };
    const first = await subject.client.send(new UploadPartCopyCommand({ ...from, PartNumber: 1 }));
    const second = await subject.client.send(
      new UploadPartCopyCommand({ ...from, PartNumber: 2, CopySourceRange: 'bytes=0-9' }),
    );
    await complete('copied', id, [
      { PartNumber: 1, ETag: first.CopyPartResult?.ETag },
      { PartNumber: 2, ETag: second.CopyPartResult?.ETag },
    ]);
    const got = await subject.client.send(
      new GetObjectCommand({ ...named('copied'), Range: `bytes=${String(FIVE.length)}-` }),
    );
    expect(await got.Body?.transformToString()).toBe('five five ');
  });
});

describe('the checksum of a multipart object', () => {
  it('is that of the whole object for CRC64NVME, computed from the parts', async () => {
    await uploaded('crc64');
    const hasher = createHasher('CRC64NVME');
    hasher.update(Buffer.concat([FIVE, LAST]));
    const head = await subject.client.send(
      new HeadObjectCommand({ ...named('crc64'), ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({
      ChecksumCRC64NVME: hasher.digest().toString('base64'),
      ChecksumType: 'FULL_OBJECT',
    });
  });

  it('is one of checksums for SHA256', async () => {
    const id = await begin('composite', { ChecksumAlgorithm: 'SHA256' });
    const parts = [
      await part('composite', id, 1, FIVE, { ChecksumAlgorithm: 'SHA256' }),
      await part('composite', id, 2, LAST, { ChecksumAlgorithm: 'SHA256' }),
    ];
    const done = await complete('composite', id, parts);
    const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
    expect(done.ChecksumSHA256).toBe(
      `${sha(Buffer.concat([sha(FIVE), sha(LAST)])).toString('base64')}-2`,
    );
  });
});

describe("the SDK's own uploader", () => {
  it('sends a stream of unknown length in parts', async () => {
    const pieces = Array.from({ length: 120 }, (_, i) => Buffer.alloc(100_000, String(i % 10)));
    const upload = new Upload({
      client: subject.client,
      params: { ...named('uploader'), Body: Readable.from(pieces) },
    });
    await upload.done();
    const got = await subject.client.send(new GetObjectCommand(named('uploader')));
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
    expect(got.ETag).toMatch(/-3"$/u);
  });

  it('sends a small stream in one piece, under If-None-Match', async () => {
    const send = () =>
      new Upload({
        client: subject.client,
        params: { ...named('once'), Body: Readable.from([Buffer.from('x')]), IfNoneMatch: '*' },
      }).done();
    await send();
    expect(await refusal(send())).toBe('412 PreconditionFailed');
  });
});

type Extra<T extends new (input: never) => unknown> = Partial<ConstructorParameters<T>[0]>;

async function begin(
  key: string,
  extra: Extra<typeof CreateMultipartUploadCommand> = {},
): Promise<string> {
  const { UploadId } = await subject.client.send(
    new CreateMultipartUploadCommand({
      ...named(key),
      ContentType: 'text/csv',
      Metadata: { partner: 'acme' },
      ...extra,
    }),
  );
  return UploadId ?? '';
}

async function part(
  key: string,
  UploadId: string,
  PartNumber: number,
  Body: Buffer,
  extra: Extra<typeof UploadPartCommand> = {},
): Promise<CompletedPart> {
  const { ETag, ChecksumSHA256 } = await subject.client.send(
    new UploadPartCommand({ ...named(key), UploadId, PartNumber, Body, ...extra }),
  );
  return { PartNumber, ETag, ChecksumSHA256 };
}

function complete(
  key: string,
  UploadId: string,
  Parts: CompletedPart[],
  extra: Extra<typeof CompleteMultipartUploadCommand> = {},
) {
  return subject.client.send(
    new CompleteMultipartUploadCommand({
      ...named(key),
      UploadId,
      MultipartUpload: { Parts },
      ...extra,
    }),
  );
}

function abort(key: string, UploadId: string) {
  return subject.client.send(new AbortMultipartUploadCommand({ ...named(key), UploadId }));
}

async function uploaded(key: string): Promise<void> {
  const id = await begin(key);
  await complete(key, id, [await part(key, id, 1, FIVE), await part(key, id, 2, LAST)]);
}
