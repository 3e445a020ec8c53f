import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';

const subject = subjectForThisFile();
const named = (key: string) => ({ Bucket: subject.bucket, Key: key });
const OTHER = '"00000000000000000000000000000000"';

describe('a conditional write', () => {
  it('with If-None-Match * creates, and is refused once something is there', async () => {
    const create = () =>
      subject.client.send(new PutObjectCommand({ ...named('new'), Body: 'x', IfNoneMatch: '*' }));
    expect((await create()).$metadata.httpStatusCode).toBe(200);
    expect(await refusal(create())).toBe('412 PreconditionFailed');
  });

  it('may be created again after a delete', async () => {
    const create = () =>
      subject.client.send(
        new PutObjectCommand({ ...named('phoenix'), Body: 'x', IfNoneMatch: '*' }),
      );
    await create();
    await subject.client.send(new DeleteObjectCommand(named('phoenix')));
    expect((await create()).$metadata.httpStatusCode).toBe(200);
  });

  it('of twenty at once, exactly one creates', async () => {
    const tries = Array.from({ length: 20 }, (_, i) =>
      subject.client
        .send(
          new PutObjectCommand({ ...named('race'), Body: `writer ${String(i)}`, IfNoneMatch: '*' }),
        )
        .then(() => i)
        .catch(() => null),
    );
    const winners = (await Promise.all(tries)).filter((winner) => winner !== null);
    expect(winners).toHaveLength(1);
    const got = await subject.client.send(new GetObjectCommand(named('race')));
    expect(await got.Body?.transformToString()).toBe(`writer ${String(winners[0])}`);
  });

  it('with If-Match replaces only what it has seen', async () => {
    const first = await subject.client.send(new PutObjectCommand({ ...named('cas'), Body: 'one' }));
    const swap = (IfMatch: string, Body: string) =>
      subject.client.send(new PutObjectCommand({ ...named('cas'), Body, IfMatch }));
    await swap(first.ETag ?? '', 'two');
    expect(await refusal(swap(first.ETag ?? '', 'three'))).toBe('412 PreconditionFailed');
    const got = await subject.client.send(new GetObjectCommand(named('cas')));
    expect(await got.Body?.transformToString()).toBe('two');
  });

  it('with If-Match on nothing is 404', async () => {
    const put = subject.client.send(
      new PutObjectCommand({ ...named('nothing'), Body: 'x', IfMatch: OTHER }),
    );
    expect(await refusal(put)).toBe('404 NoSuchKey');
  });

  it('that is refused leaves the object as it was', async () => {
    await subject.client.send(new PutObjectCommand({ ...named('kept'), Body: 'kept' }));
    await refusal(
      subject.client.send(
        new PutObjectCommand({ ...named('kept'), Body: 'lost', IfNoneMatch: '*' }),
      ),
    );
    const got = await subject.client.send(new GetObjectCommand(named('kept')));
    expect(await got.Body?.transformToString()).toBe('kept');
  });
});

describe('a conditional read', () => {
  const hour = 3_600_000;
  it.each([
    ['If-Match holds', (etag: string) => ({ IfMatch: etag }), '200'],
    ['If-Match *', () => ({ IfMatch: '*' }), '200'],
    ['If-Match fails', () => ({ IfMatch: OTHER }), '412 PreconditionFailed'],
    ['If-None-Match holds', () => ({ IfNoneMatch: OTHER }), '200'],
    ['If-None-Match fails', (etag: string) => ({ IfNoneMatch: etag }), '304 NotModified'],
    ['If-Modified-Since long ago', () => ({ IfModifiedSince: new Date(Date.now() - hour) }), '200'],
    [
      'If-Modified-Since later',
      () => ({ IfModifiedSince: new Date(Date.now() + hour) }),
      '304 NotModified',
    ],
    [
      'If-Unmodified-Since later',
      () => ({ IfUnmodifiedSince: new Date(Date.now() + hour) }),
      '200',
    ],
    [
      'If-Unmodified-Since long ago',
      () => ({ IfUnmodifiedSince: new Date(Date.now() - hour) }),
      '412 PreconditionFailed',
    ],
    [
      'If-Match wins over If-Unmodified-Since',
      (etag: string) => ({ IfMatch: etag, IfUnmodifiedSince: new Date(Date.now() - hour) }),
      '200',
    ],
    [
      'If-None-Match wins over If-Modified-Since',
      (etag: string) => ({ IfNoneMatch: etag, IfModifiedSince: new Date(Date.now() - hour) }),
      '304 NotModified',
    ],
  ])('%s', async (_name, conditions, expected) => {
    const put = await subject.client.send(new PutObjectCommand({ ...named('read'), Body: 'x' }));
    const get = subject.client.send(
      new GetObjectCommand({ ...named('read'), ...conditions(put.ETag ?? '') }),
    );
    if (expected === '200') expect((await get).$metadata.httpStatusCode).toBe(200);
    else expect((await refusal(get)).replace('Unknown', 'NotModified')).toBe(expected);
  });

  it('works for HEAD too', async () => {
    await subject.client.send(new PutObjectCommand({ ...named('read'), Body: 'x' }));
    const head = subject.client.send(new HeadObjectCommand({ ...named('read'), IfMatch: OTHER }));
    expect(await refusal(head)).toMatch(/^412 /u);
  });
});

describe('a conditional delete', () => {
  it('deletes only what it has seen', async () => {
    const first = await subject.client.send(
      new PutObjectCommand({ ...named('gone'), Body: 'one' }),
    );
    const second = await subject.client.send(
      new PutObjectCommand({ ...named('gone'), Body: 'two' }),
    );
    const remove = (IfMatch?: string) =>
      subject.client.send(new DeleteObjectCommand({ ...named('gone'), IfMatch }));
    expect(await refusal(remove(first.ETag))).toBe('412 PreconditionFailed');
    expect((await remove(second.ETag)).$metadata.httpStatusCode).toBe(204);
    expect(await refusal(subject.client.send(new HeadObjectCommand(named('gone'))))).toBe(
      '404 NotFound',
    );
  });

  it('of nothing is 404, without a condition 204', async () => {
    const remove = (IfMatch?: string) =>
      subject.client.send(new DeleteObjectCommand({ ...named('never'), IfMatch }));
    expect(await refusal(remove(OTHER))).toBe('404 NoSuchKey');
    expect((await remove()).$metadata.httpStatusCode).toBe(204);
  });
});
