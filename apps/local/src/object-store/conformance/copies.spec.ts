import { createHash } from 'node:crypto';

import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';
import { sendRaw } from './raw-request.ts';

const subject = subjectForThisFile();
const named = (key: string) => ({ Bucket: subject.bucket, Key: key });
const source = (key: string) =>
  `${subject.bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
const OTHER = '"00000000000000000000000000000000"';

describe('a copy', () => {
  it.each(['a b+c é.csv', 'deep/er/file.csv', '100%25.csv', '日本/🙂', 'in/../x', "it's(1)*~!"])(
    'takes a source named %s',
    async (key) => {
      await put(key, `bytes of ${key}`);
      await copy({ CopySource: source(key), Key: `copy of ${key}` });
      expect(await text(`copy of ${key}`)).toBe(`bytes of ${key}`);
    },
  );

  it('takes a source whose slashes are encoded too', async () => {
    await put('dir/encoded', 'x');
    await copy({
      CopySource: encodeURIComponent(`${subject.bucket}/dir/encoded`),
      Key: 'dir/decoded',
    });
    expect(await text('dir/decoded')).toBe('x');
  });

  it('takes metadata and type along', async () => {
    await subject.client.send(
      new PutObjectCommand({
        ...named('described'),
        Body: 'x',
        ContentType: 'text/csv',
        Metadata: { partner: 'acme' },
      }),
    );
    await copy({ CopySource: source('described'), Key: 'described-too' });
    const head = await subject.client.send(new HeadObjectCommand(named('described-too')));
    expect(head).toMatchObject({ ContentType: 'text/csv', Metadata: { partner: 'acme' } });
  });

  it('replaces them on request', async () => {
    await subject.client.send(
      new PutObjectCommand({
        ...named('old'),
        Body: 'x',
        ContentType: 'text/csv',
        Metadata: { a: '1' },
      }),
    );
    await copy({
      CopySource: source('old'),
      Key: 'new',
      MetadataDirective: 'REPLACE',
      ContentType: 'text/plain',
      Metadata: { b: '2' },
    });
    const head = await subject.client.send(new HeadObjectCommand(named('new')));
    expect(head).toMatchObject({ ContentType: 'text/plain', Metadata: { b: '2' } });
  });

  it('has the SHA-256 of its bytes computed on request', async () => {
    await put('to-archive', 'archive me');
    const { CopyObjectResult } = await copy({
      CopySource: source('to-archive'),
      Key: 'archived',
      ChecksumAlgorithm: 'SHA256',
    });
    expect(CopyObjectResult).toMatchObject({
      ETag: `"${createHash('md5').update('archive me').digest('hex')}"`,
      ChecksumSHA256: createHash('sha256').update('archive me').digest('base64'),
    });
  });

  it('stays when its source is replaced', async () => {
    await put('origin', 'one');
    await copy({ CopySource: source('origin'), Key: 'snapshot' });
    await put('origin', 'two');
    expect(await text('snapshot')).toBe('one');
  });

  it.each([
    ['source matches', (etag: string) => ({ CopySourceIfMatch: etag }), '200'],
    ['source does not match', () => ({ CopySourceIfMatch: OTHER }), '412 PreconditionFailed'],
    [
      'source must differ and does not',
      (etag: string) => ({ CopySourceIfNoneMatch: etag }),
      '412 PreconditionFailed',
    ],
    [
      'source must be unmodified and is not',
      () => ({ CopySourceIfUnmodifiedSince: new Date(Date.now() - 3_600_000) }),
      '412 PreconditionFailed',
    ],
    [
      'source must be modified and is not',
      () => ({ CopySourceIfModifiedSince: new Date(Date.now() + 3_600_000) }),
      '412 PreconditionFailed',
    ],
  ])('where the %s', async (_name, conditions, expected) => {
    const { ETag = '' } = await put('conditional', 'x');
    const call = copy({
      CopySource: source('conditional'),
      Key: 'conditional-copy',
      ...conditions(ETag),
    });
    expect(await call.then(() => '200').catch(() => refusal(call))).toBe(expected);
  });

  it('onto something is refused with If-None-Match *', async () => {
    await put('first', 'first');
    await put('second', 'second');
    const call = copy({ CopySource: source('second'), Key: 'first', IfNoneMatch: '*' });
    expect(await refusal(call)).toBe('412 PreconditionFailed');
    expect(await text('first')).toBe('first');
  });

  it('of nothing is NoSuchKey', async () => {
    expect(await refusal(copy({ CopySource: source('nowhere'), Key: 'x' }))).toBe('404 NoSuchKey');
  });

  it('onto itself is refused unless something changes', async () => {
    await put('self', 'x');
    expect(await refusal(copy({ CopySource: source('self'), Key: 'self' }))).toBe(
      '400 InvalidRequest',
    );
    await copy({
      CopySource: source('self'),
      Key: 'self',
      MetadataDirective: 'REPLACE',
      Metadata: { touched: 'yes' },
    });
    expect((await subject.client.send(new HeadObjectCommand(named('self')))).Metadata).toEqual({
      touched: 'yes',
    });
    expect(await text('self')).toBe('x');
  });

  it('from nowhere in particular is refused', async () => {
    const reply = await sendRaw(subject, {
      method: 'PUT',
      target: `/${subject.bucket}/x`,
      headers: { 'x-amz-copy-source': 'no-slash-in-it' },
    });
    expect([reply.status, reply.code]).toEqual([400, 'InvalidArgument']);
  });
});

function copy(options: Omit<ConstructorParameters<typeof CopyObjectCommand>[0], 'Bucket'>) {
  return subject.client.send(new CopyObjectCommand({ Bucket: subject.bucket, ...options }));
}

function put(key: string, body: string) {
  return subject.client.send(new PutObjectCommand({ ...named(key), Body: body }));
}

async function text(key: string): Promise<string | undefined> {
  return (await subject.client.send(new GetObjectCommand(named(key)))).Body?.transformToString();
}
