import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { EMPTY_SHA256, signChunk, signTrailer } from '../protocol/signature.ts';
import { subjectForThisFile } from './endpoint.ts';
import { send, sendRaw, sign } from './raw-request.ts';
import type { RawReply, Signed } from './raw-request.ts';

const subject = subjectForThisFile();
const PIECES = ['first piece, ', 'a second one, ', 'the end'];
const WHOLE = PIECES.join('');
const CRC = crcOf(WHOLE);

describe('an aws-chunked body with signed chunks', () => {
  it('is stored without its framing', async () => {
    const put = await sendSigned({});
    expect(put.status).toBe(200);
    expect(await stored()).toBe(WHOLE);
  });

  it('keeps its own content encoding only', async () => {
    await sendSigned({ headers: { 'content-encoding': 'aws-chunked,gzip' } });
    const head = await sendRaw(subject, { method: 'HEAD', target: target() });
    expect(head.headers['content-encoding']).toBe('gzip');
  });

  it.each([
    ['a changed byte', { tamper: (framed: string) => framed.replace('second', 'sekond') }],
    ['two chunks exchanged', { order: [1, 0, 2] }],
    ['a chunk left out', { order: [0, 2] }],
    [
      'a forged signature',
      {
        tamper: (framed: string) => framed.replace(/signature=[0-9a-f]{8}/u, 'signature=00000000'),
      },
    ],
  ])('with %s is refused and not stored', async (_name, how) => {
    const reply = await sendSigned({ key: 'forged', ...how });
    expect([403, 400]).toContain(reply.status);
    expect(['SignatureDoesNotMatch', 'IncompleteBody']).toContain(reply.code);
    expect((await sendRaw(subject, { method: 'GET', target: target('forged') })).status).toBe(404);
  });

  it('has its trailing checksum signed and verified', async () => {
    const put = await sendSigned({ trailer: CRC });
    expect(put.status).toBe(200);
    expect(put.headers['x-amz-checksum-crc32']).toBe(CRC);
  });

  it('with a wrong trailing checksum is BadDigest', async () => {
    const put = await sendSigned({ key: 'bad', trailer: crcOf('other') });
    expect([put.status, put.code]).toEqual([400, 'BadDigest']);
  });

  it('with an unsigned trailer is refused', async () => {
    const put = await sendSigned({
      key: 'bad',
      trailer: CRC,
      tamper: (framed) => framed.replace(/x-amz-trailer-signature:.*\r\n/u, ''),
    });
    expect([put.status, put.code]).toEqual([403, 'SignatureDoesNotMatch']);
  });
});

describe('an aws-chunked body without signatures', () => {
  const frame = (crc: string) =>
    `${PIECES.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join('')}0\r\nx-amz-checksum-crc32:${crc}\r\n\r\n`;

  it('is verified by its trailing checksum', async () => {
    expect((await sendUnsigned(frame(CRC))).status).toBe(200);
    expect(await stored('unsigned')).toBe(WHOLE);
  });

  it.each([
    ['a wrong checksum', frame(crcOf('other')), 'BadDigest'],
    ['no checksum in the trailer', frame(CRC).replace(/x-amz.*\r\n/u, ''), 'InvalidRequest'],
    ['no last chunk', frame(CRC).replace(/\r\n0\r\n[^]*$/u, '\r\n'), 'IncompleteBody'],
    ['a chunk shorter than it says', frame(CRC).replace('first piece', 'first'), 'IncompleteBody'],
    ['no framing', WHOLE, 'IncompleteBody'],
  ])('with %s is refused', async (_name, framed, code) => {
    const put = await sendUnsigned(framed, 'broken');
    expect([put.status, put.code]).toEqual([400, code]);
    expect((await sendRaw(subject, { method: 'GET', target: target('broken') })).status).toBe(404);
  });

  it('that decodes to another length than announced is refused', async () => {
    const put = await sendUnsigned(frame(CRC), 'broken', WHOLE.length + 1);
    expect([put.status, put.code]).toEqual([400, 'IncompleteBody']);
  });
});

it('a body of unknown length is refused', async () => {
  const raw = { method: 'PUT', target: target('unknown'), payloadHash: 'UNSIGNED-PAYLOAD' };
  const put = await send(
    subject,
    'PUT',
    raw.target,
    { ...sign(subject, raw).headers, 'transfer-encoding': 'chunked' },
    'x',
  );
  expect([put.status, put.code]).toEqual([411, 'MissingContentLength']);
});

interface How {
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly trailer?: string;
  readonly order?: readonly number[];
  readonly tamper?: (framed: string) => string;
}

async function sendSigned({
  key = 'signed',
  headers = {},
  trailer,
  order = [0, 1, 2],
  tamper,
}: How): Promise<RawReply> {
  const scheme = trailer === undefined ? '' : '-TRAILER';
  const raw = {
    method: 'PUT',
    target: target(key),
    payloadHash: `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${scheme}`,
    headers: {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': String(WHOLE.length),
      ...(trailer === undefined ? {} : { 'x-amz-trailer': 'x-amz-checksum-crc32' }),
      ...headers,
    },
  };
  const signed = sign(subject, raw);
  const chunks = sealedChunks(signed);
  const framed = [...order.map((i) => chunks[i]), lastChunk(signed, chunks, trailer)].join('');
  return send(subject, 'PUT', raw.target, signed.headers, tamper?.(framed) ?? framed);
}

function sealedChunks(signed: Signed): string[] {
  let previous = signed.signature;
  return PIECES.map((piece) => {
    const digest = createHash('sha256').update(piece).digest('hex');
    previous = signChunk(signed.key, signed.amzDate, signed.scope, previous, digest);
    return `${piece.length.toString(16)};chunk-signature=${previous}\r\n${piece}\r\n`;
  });
}

function lastChunk(signed: Signed, chunks: readonly string[], trailer: string | undefined): string {
  const { key, amzDate, scope } = signed;
  const previous = /signature=([0-9a-f]+)/u.exec(chunks.at(-1) ?? '')?.[1] ?? '';
  const seal = signChunk(key, amzDate, scope, previous, EMPTY_SHA256);
  const head = `0;chunk-signature=${seal}\r\n`;
  if (trailer === undefined) return `${head}\r\n`;
  const trailerSeal = signTrailer(key, amzDate, scope, seal, `x-amz-checksum-crc32:${trailer}\n`);
  return `${head}x-amz-checksum-crc32:${trailer}\r\nx-amz-trailer-signature:${trailerSeal}\r\n\r\n`;
}

async function sendUnsigned(
  framed: string,
  key = 'unsigned',
  length = WHOLE.length,
): Promise<RawReply> {
  return sendRaw(subject, {
    method: 'PUT',
    target: target(key),
    payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    headers: {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': String(length),
      'x-amz-trailer': 'x-amz-checksum-crc32',
    },
    body: framed,
  });
}

function target(key = 'signed'): string {
  return `/${subject.bucket}/${key}`;
}

async function stored(key = 'signed'): Promise<string> {
  return (await sendRaw(subject, { method: 'GET', target: target(key) })).body;
}

function crcOf(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64');
}
