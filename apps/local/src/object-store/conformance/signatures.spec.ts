import {
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';
import { send, sendRaw, sign } from './raw-request.ts';

const subject = subjectForThisFile();
const target = () => `/${subject.bucket}?list-type=2`;
const minutes = (n: number) => new Date(Date.now() + n * 60_000);

describe('a signature in the header', () => {
  it.each([
    ['right', {}, 200, undefined],
    ['by a wrong secret', { secretAccessKey: 'wrong' }, 403, 'SignatureDoesNotMatch'],
    ['by an unknown key', { accessKeyId: 'UNKNOWN' }, 403, 'InvalidAccessKeyId'],
    ['for another region', { region: 'eu-central-1' }, 400, 'AuthorizationHeaderMalformed'],
    ['a little old', { at: minutes(-10) }, 200, undefined],
    ['too old', { at: minutes(-16) }, 403, 'RequestTimeTooSkewed'],
    ['from the future', { at: minutes(16) }, 403, 'RequestTimeTooSkewed'],
    [
      'that leaves an amz header out',
      { unsigned: { 'x-amz-meta-extra': '1' } },
      403,
      'AccessDenied',
    ],
  ])('%s', async (_name, how, status, code) => {
    const reply = await sendRaw(subject, { method: 'GET', target: target(), ...how });
    expect([reply.status, reply.code]).toEqual([status, code]);
  });

  it.each([
    [
      'the path',
      (headers: Record<string, string>) =>
        send(subject, 'GET', `/${subject.bucket}?list-type=2&prefix=x`, headers),
    ],
    ['the method', (headers: Record<string, string>) => send(subject, 'HEAD', target(), headers)],
    [
      'a header',
      (headers: Record<string, string>) =>
        send(subject, 'GET', target(), { ...headers, 'x-amz-date': '20200101T000000Z' }),
    ],
  ])('does not cover a change of %s', async (_name, tampered) => {
    const { headers } = sign(subject, { method: 'GET', target: target() });
    expect((await tampered(headers)).status).toBe(403);
  });

  it.each([
    ['absent', {}, 403, 'AccessDenied'],
    [
      'of another kind',
      { authorization: 'Basic d2F5YmlsbDp4' },
      400,
      'AuthorizationHeaderMalformed',
    ],
    [
      'cut short',
      { authorization: 'AWS4-HMAC-SHA256 Credential=waybill' },
      400,
      'AuthorizationHeaderMalformed',
    ],
  ])('%s', async (_name, headers, status, code) => {
    const reply = await send(subject, 'GET', target(), headers);
    expect([reply.status, reply.code]).toEqual([status, code]);
  });

  it('holds over query parameters in any order and spelling', async () => {
    const odd = `/${subject.bucket}?prefix=a%20b%2Bc%2Fd&max-keys=1&list-type=2&delimiter=%2F`;
    expect((await sendRaw(subject, { method: 'GET', target: odd })).status).toBe(200);
  });

  it('of an SDK client with a wrong secret is refused', async () => {
    const { endpoint, region, accessKeyId } = subject;
    const credentials = { accessKeyId, secretAccessKey: 'wrong' };
    const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    expect(await refusal(client.send(new ListBucketsCommand({})))).toBe(
      '403 SignatureDoesNotMatch',
    );
    client.destroy();
  });
});

describe('a presigned URL', () => {
  it('downloads, under the name it was given', async () => {
    await put('file é+.csv', 'presigned');
    const url = await presignGet('file é+.csv', {
      ResponseContentDisposition: 'attachment; filename="x.csv"',
    });
    const reply = await fetch(url);
    expect(await reply.text()).toBe('presigned');
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="x.csv"');
  });

  it('uploads, with an enforced type', async () => {
    const url = await getSignedUrl(
      presigner(),
      new PutObjectCommand({ Bucket: subject.bucket, Key: 'up load.csv', ContentType: 'text/csv' }),
      { expiresIn: 60, signableHeaders: new Set(['content-type']) },
    );
    const upload = (type: string) =>
      fetch(url, { method: 'PUT', body: 'a;b', headers: { 'content-type': type } });
    expect((await upload('text/plain')).status).toBe(403);
    expect((await upload('text/csv')).status).toBe(200);
    const got = await subject.client.send(
      new GetObjectCommand({ Bucket: subject.bucket, Key: 'up load.csv' }),
    );
    expect([await got.Body?.transformToString(), got.ContentType]).toEqual(['a;b', 'text/csv']);
  });

  it('that has expired is AccessDenied', async () => {
    await put('late', 'x');
    const url = await getSignedUrl(
      subject.client,
      new GetObjectCommand({ Bucket: subject.bucket, Key: 'late' }),
      {
        expiresIn: 60,
        signingDate: minutes(-2),
      },
    );
    const reply = await fetch(url);
    expect(reply.status).toBe(403);
    expect(await reply.text()).toContain(
      '<Code>AccessDenied</Code><Message>Request has expired</Message>',
    );
  });

  it.each([
    ['another key', (url: string) => url.replace('/mine', '/yours'), 403, 'SignatureDoesNotMatch'],
    [
      'a longer life',
      (url: string) => url.replace('Expires=60', 'Expires=6000'),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'more than a week',
      (url: string) => url.replace('Expires=60', 'Expires=604801'),
      400,
      'AuthorizationQueryParametersError',
    ],
    [
      'no signature',
      (url: string) => url.replace(/&X-Amz-Signature=[0-9a-f]+/u, ''),
      400,
      'AuthorizationQueryParametersError',
    ],
  ])('changed to %s is refused', async (_name, change, status, code) => {
    await put('mine', 'x');
    const reply = await fetch(change(await presignGet('mine')));
    expect(reply.status).toBe(status);
    expect(await reply.text()).toContain(`<Code>${code}</Code>`);
  });
});

function presigner(): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = subject;
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
}

function presignGet(
  Key: string,
  extra: { ResponseContentDisposition?: string } = {},
): Promise<string> {
  return getSignedUrl(
    presigner(),
    new GetObjectCommand({ Bucket: subject.bucket, Key, ...extra }),
    { expiresIn: 60 },
  );
}

async function put(Key: string, Body: string): Promise<void> {
  await subject.client.send(new PutObjectCommand({ Bucket: subject.bucket, Key, Body }));
}
