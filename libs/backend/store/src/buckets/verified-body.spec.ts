import { crc32 } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { verifiedBody } from './verified-body.ts';

const WHOLE = Buffer.from('the bytes of an object that comes in several pieces');
const QUICK = { attempts: 3, backoffMs: 1 };

describe('a body', () => {
  it('that breaks off is taken up again where it stopped', async () => {
    const asked: number[] = [];
    const body = verifiedBody(
      breaking(0, 10),
      expectedOf(WHOLE),
      async (start) => {
        asked.push(start);
        return start < 30 ? breaking(start, start + 10) : breaking(start, WHOLE.length);
      },
      QUICK,
    );
    expect(await textOf(body)).toBe(WHOLE.toString());
    expect(asked).toEqual([10, 20, 30]);
  });

  it('that ends early without an error is taken up again too', async () => {
    const short = (async function* () {
      yield WHOLE.subarray(0, 7);
    })();
    const body = verifiedBody(
      short,
      expectedOf(WHOLE),
      async (start) => breaking(start, WHOLE.length),
      QUICK,
    );
    expect(await textOf(body)).toBe(WHOLE.toString());
  });

  it('that makes no progress is given up', async () => {
    let tries = 0;
    const body = verifiedBody(
      breaking(0, 10),
      expectedOf(WHOLE),
      async () => {
        tries += 1;
        throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      },
      QUICK,
    );
    await expect(textOf(body)).rejects.toThrow('reset');
    expect(tries).toBe(QUICK.attempts);
  });

  it('whose object changed meanwhile is not mixed with the new one', async () => {
    const changed = Object.assign(new Error('PreconditionFailed'), {
      $metadata: { httpStatusCode: 412 },
    });
    const body = verifiedBody(
      breaking(0, 10),
      expectedOf(WHOLE),
      () => Promise.reject(changed),
      QUICK,
    );
    await expect(textOf(body)).rejects.toThrow('PreconditionFailed');
  });

  it.each([
    ['another byte', Buffer.from(WHOLE.toString().replace('several', 'sevEral'))],
    ['a byte too many', Buffer.concat([WHOLE, Buffer.from('!')])],
  ])('with %s is corrupt', async (_name, bytes) => {
    const body = (async function* () {
      yield bytes;
    })();
    const never = () => Promise.reject(new Error('not asked for'));
    await expect(textOf(verifiedBody(body, expectedOf(WHOLE), never, QUICK))).rejects.toMatchObject(
      {
        name: 'CorruptBody',
      },
    );
  });
});

function expectedOf(bytes: Buffer) {
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(bytes));
  return { start: 0, end: bytes.length - 1, crc32: crc.toString('base64'), name: 'bucket/key' };
}

/** The bytes from `start` to `end`, then a lost connection unless that was the end. */
async function* breaking(start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += 4) yield WHOLE.subarray(at, Math.min(at + 4, end));
  if (end < WHOLE.length) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
