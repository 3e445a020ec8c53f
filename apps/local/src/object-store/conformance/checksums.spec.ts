import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';
import { send, sendRaw, sign } from './raw-request.ts';

const subject = subjectForThisFile();
const named = (key: string) => ({ Bucket: subject.bucket, Key: key });
const BODY = '123456789';
// The check values of the CRC catalogue for "123456789", and the well-known digests.
const EXPECTED = {
  CRC32: Buffer.from('cbf43926', 'hex').toString('base64'),
  CRC32C: Buffer.from('e3069283', 'hex').toString('base64'),
  CRC64NVME: Buffer.from('ae8b14860a799888', 'hex').toString('base64'),
  SHA1: createHash('sha1').update(BODY).digest('base64'),
  SHA256: createHash('sha256').update(BODY).digest('base64'),
};
const algorithms = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];

describe.each(algorithms)('a %s checksum', (algorithm) => {
  const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
  const target = () => `/${subject.bucket}/sum-${algorithm}`;

  it('is verified, kept and given back on request', async () => {
    const put = await sendRaw(subject, {
      method: 'PUT',
      target: target(),
      body: BODY,
      headers: { [header]: EXPECTED[algorithm] },
    });
    expect(put.status).toBe(200);
    const head = await subject.client.send(
      new HeadObjectCommand({ ...named(`sum-${algorithm}`), ChecksumMode: 'ENABLED' }),
    );
    expect(head[`Checksum${algorithm}`]).toBe(EXPECTED[algorithm]);
    expect(head.ChecksumType).toBe('FULL_OBJECT');
  });

  it('that does not fit the body is BadDigest and nothing is stored', async () => {
    const wrong = Buffer.from(EXPECTED[algorithm], 'base64').reverse().toString('base64');
    const put = await sendRaw(subject, {
      method: 'PUT',
      target: `${target()}-bad`,
      body: BODY,
      headers: { [header]: wrong },
    });
    expect([put.status, put.code]).toEqual([400, 'BadDigest']);
    expect((await sendRaw(subject, { method: 'GET', target: `${target()}-bad` })).status).toBe(404);
  });

  it('that is no checksum is refused', async () => {
    const put = await sendRaw(subject, {
      method: 'PUT',
      target: target(),
      body: BODY,
      headers: { [header]: 'AA==' },
    });
    expect([put.status, put.code]).toEqual([400, 'InvalidRequest']);
  });
});

it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
  'the SDK agrees on %s',
  async (ChecksumAlgorithm) => {
    const put = await subject.client.send(
      new PutObjectCommand({ ...named('sdk'), Body: BODY, ChecksumAlgorithm }),
    );
    expect(put[`Checksum${ChecksumAlgorithm}`]).toBe(EXPECTED[ChecksumAlgorithm]);
    const got = await subject.client.send(
      new GetObjectCommand({ ...named('sdk'), ChecksumMode: 'ENABLED' }),
    );
    expect(await got.Body?.transformToString()).toBe(BODY);
  },
);

it('a write without a checksum gets a CRC-64 of the whole object', async () => {
  await sendRaw(subject, { method: 'PUT', target: `/${subject.bucket}/plain`, body: BODY });
  const head = await subject.client.send(
    new HeadObjectCommand({ ...named('plain'), ChecksumMode: 'ENABLED' }),
  );
  expect(head.ChecksumCRC64NVME).toBe(EXPECTED.CRC64NVME);
});

it('a range carries no checksum of the whole', async () => {
  await subject.client.send(new PutObjectCommand({ ...named('part'), Body: BODY }));
  const got = await subject.client.send(
    new GetObjectCommand({ ...named('part'), Range: 'bytes=1-3', ChecksumMode: 'ENABLED' }),
  );
  expect(got.ChecksumCRC32).toBeUndefined();
  expect(await got.Body?.transformToString()).toBe('234');
});

describe('Content-MD5', () => {
  it.each([
    ['right', createHash('md5').update(BODY).digest('base64'), 200, undefined],
    ['of another body', createHash('md5').update('other').digest('base64'), 400, 'BadDigest'],
    ['no digest at all', 'bm9wZQ==', 400, 'InvalidDigest'],
  ])('%s', async (_name, digest, status, code) => {
    const put = await sendRaw(subject, {
      method: 'PUT',
      target: `/${subject.bucket}/md5`,
      body: BODY,
      headers: { 'content-md5': digest },
    });
    expect([put.status, put.code]).toEqual([status, code]);
  });
});

it('a body that does not hash to the signed SHA-256 is refused', async () => {
  const raw = { method: 'PUT', target: `/${subject.bucket}/sha`, body: BODY };
  const { headers } = sign(subject, raw);
  const put = await send(subject, 'PUT', raw.target, headers, '987654321');
  expect([put.status, put.code]).toEqual([400, 'XAmzContentSHA256Mismatch']);
  expect(await refusal(subject.client.send(new HeadObjectCommand(named('sha'))))).toBe(
    '404 NotFound',
  );
});

it('two checksums at once are refused', async () => {
  const headers = { 'x-amz-checksum-crc32': EXPECTED.CRC32, 'x-amz-checksum-sha1': EXPECTED.SHA1 };
  const put = await sendRaw(subject, {
    method: 'PUT',
    target: `/${subject.bucket}/two`,
    body: BODY,
    headers,
  });
  expect([put.status, put.code]).toEqual([400, 'InvalidRequest']);
});

it('the CRC-32 of the SDK is that of zlib', async () => {
  const body = Buffer.alloc(300_000, 'waybill');
  await subject.client.send(new PutObjectCommand({ ...named('zlib'), Body: body }));
  const head = await subject.client.send(
    new HeadObjectCommand({ ...named('zlib'), ChecksumMode: 'ENABLED' }),
  );
  expect(Buffer.from(head.ChecksumCRC32 ?? '', 'base64').readUInt32BE()).toBe(crc32(body));
});
