import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';
import { send, sendRaw } from './raw-request.ts';

const subject = subjectForThisFile();

describe('deleting many at once', () => {
  it('tells each one, also those that were not there', async () => {
    const keys = ['x & y.csv', 'with+plus', 'é'];
    await Promise.all(keys.map((key) => put(key)));
    const { Deleted } = await remove([...keys, 'never there'].map((Key) => ({ Key })));
    expect(Deleted?.map(({ Key }) => Key)).toEqual([...keys, 'never there']);
    const left = await subject.client.send(new ListObjectsV2Command({ Bucket: subject.bucket }));
    expect(left.Contents).toBeUndefined();
  });

  it('quietly tells only the failures', async () => {
    const { ETag } = await put('quiet');
    const answer = await remove(
      [
        { Key: 'quiet', ETag },
        { Key: 'absent', ETag: '"0"' },
      ],
      true,
    );
    expect(answer.Deleted).toBeUndefined();
    expect(answer.Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([['absent', 'NoSuchKey']]);
  });

  it('keeps the one whose ETag changed', async () => {
    await put('changed');
    const { Errors } = await remove([
      { Key: 'changed', ETag: '"00000000000000000000000000000000"' },
    ]);
    expect(Errors?.[0]?.Code).toBe('PreconditionFailed');
  });

  it.each([
    ['no XML', 'Delete'],
    ['unclosed', '<Delete><Object><Key>k</Key></Object>'],
    [
      'with a document type',
      '<!DOCTYPE d [<!ENTITY x "y">]><Delete><Object><Key>&x;</Key></Object></Delete>',
    ],
    ['with an unknown entity', '<Delete><Object><Key>&x;</Key></Object></Delete>'],
    ['of nothing', '<Delete></Delete>'],
    ['of a key without a name', '<Delete><Object></Object></Delete>'],
    ['of too many', `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`],
  ])('by a document that is %s is MalformedXML', async (_name, body) => {
    const reply = await sendRaw(subject, {
      method: 'POST',
      target: `/${subject.bucket}?delete`,
      body,
    });
    expect([reply.status, reply.code]).toEqual([400, 'MalformedXML']);
  });
});

describe('a bucket', () => {
  it('is made once and deleted when empty', async () => {
    const Bucket = `${subject.bucket}-brief`;
    await subject.client.send(new CreateBucketCommand({ Bucket }));
    const again = subject.client.send(new CreateBucketCommand({ Bucket }));
    const answer = await again.then(() => '200').catch(() => refusal(again));
    // The oldest region, and only it, says yes again.
    expect(answer).toBe(subject.region === 'us-east-1' ? '200' : '409 BucketAlreadyOwnedByYou');
    await subject.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    expect(await refusal(subject.client.send(new DeleteBucketCommand({ Bucket })))).toBe(
      '409 BucketNotEmpty',
    );
    await subject.client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await subject.client.send(new DeleteBucketCommand({ Bucket }));
    expect(await refusal(subject.client.send(new HeadBucketCommand({ Bucket })))).toBe(
      '404 NotFound',
    );
  });

  it.each(['UPPER', 'a', 'under_score', '192.168.1.1', 'two..dots', '-dash'])(
    'may not be called %s',
    async (name) => {
      const reply = await sendRaw(subject, { method: 'PUT', target: `/${name}` });
      expect([reply.status, reply.code]).toEqual([400, 'InvalidBucketName']);
    },
  );

  it('has a place, which the oldest region calls nothing', async () => {
    const { LocationConstraint } = await subject.client.send(
      new GetBucketLocationCommand({ Bucket: subject.bucket }),
    );
    expect(LocationConstraint ?? 'us-east-1').toBe(subject.region);
  });
});

describe('what is not there is said aloud', () => {
  it.each([
    ['GET', '?tagging', 501, 'NotImplemented'],
    ['PUT', '?lifecycle', 501, 'NotImplemented'],
    ['PATCH', '', 405, 'MethodNotAllowed'],
  ])('%s %s', async (method, query, status, code) => {
    const reply = await sendRaw(subject, { method, target: `/${subject.bucket}/k${query}` });
    expect([reply.status, reply.code]).toEqual([status, code]);
  });

  it('an error document names its request', async () => {
    const reply = await sendRaw(subject, { method: 'GET', target: `/${subject.bucket}/gone` });
    const requestId = reply.headers['x-amz-request-id'];
    expect(reply.body).toContain('<Key>gone</Key>');
    expect(reply.body).toContain(`<RequestId>${String(requestId)}</RequestId>`);
    expect(reply.headers['content-type']).toBe('application/xml');
  });

  it('bytes that are no UTF-8 are no key', async () => {
    const reply = await send(subject, 'GET', `/${subject.bucket}/%ff%fe`, { authorization: 'x' });
    expect([reply.status, reply.code]).toEqual([400, 'InvalidURI']);
  });
});

function put(Key: string) {
  return subject.client.send(new PutObjectCommand({ Bucket: subject.bucket, Key, Body: Key }));
}

function remove(Objects: { Key: string; ETag?: string | undefined }[], Quiet = false) {
  return subject.client.send(
    new DeleteObjectsCommand({ Bucket: subject.bucket, Delete: { Objects, Quiet } }),
  );
}
