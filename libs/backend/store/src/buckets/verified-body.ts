import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';

import { CorruptBody, isTransient } from './bucket-failures.ts';

export interface ExpectedBody {
  /** First and last byte (inclusive) of the object that the body is to hold. */
  readonly start: number;
  readonly end: number;
  /** Base64, of exactly these bytes; undefined when the store gave none. */
  readonly crc32?: string | undefined;
  readonly sha256?: string | undefined;
  /** For messages: `bucket/key`. */
  readonly name: string;
}

export interface ResumeOptions {
  /** How often a broken connection is followed by another one without progress between. */
  readonly attempts: number;
  /** Milliseconds before the first resume; doubles with every further one. */
  readonly backoffMs: number;
}

/**
 * The bytes of an object over as many connections as it takes. `reopen` must give the bytes from a
 * position to the end of the same object, or throw when it changed. Throws `CorruptBody` when the
 * bytes are not as many or not the ones that were announced.
 */
export async function* verifiedBody(
  first: AsyncIterable<Uint8Array>,
  expected: ExpectedBody,
  reopen: (start: number, end: number) => Promise<AsyncIterable<Uint8Array>>,
  { attempts, backoffMs }: ResumeOptions,
): AsyncGenerator<Uint8Array> {
  const checks = createChecks(expected);
  let at = expected.start;
  let source: AsyncIterable<Uint8Array> | undefined = first;
  let failures = 0;
  for (;;) {
    try {
      source ??= await reopen(at, expected.end);
      for await (const piece of source) {
        if (piece.length === 0) continue;
        at += piece.length;
        if (at > expected.end + 1)
          throw new CorruptBody(`${expected.name} is longer than announced`);
        failures = 0;
        checks.update(piece);
        yield piece;
      }
      if (at === expected.end + 1) break;
      throw new CorruptBody(`${expected.name} ended ${String(expected.end + 1 - at)} bytes early`);
    } catch (error) {
      failures += 1;
      // All bytes came and then something failed: the client's own check of a checksum.
      if (at > expected.end) throw asCorrupt(error, expected.name);
      if (!isTransient(error) || failures > attempts) throw error;
      source = undefined;
      await sleep(backoffMs * 2 ** (failures - 1));
    }
  }
  checks.verify();
}

function asCorrupt(error: unknown, name: string): CorruptBody {
  if (error instanceof CorruptBody) return error;
  return new CorruptBody(`The bytes of ${name} failed their check`, { cause: error });
}

function createChecks({ crc32: crc, sha256, name }: ExpectedBody) {
  let running = 0;
  const hash = sha256 === undefined ? undefined : createHash('sha256');
  return {
    update(piece: Uint8Array) {
      if (crc !== undefined) running = crc32(piece, running);
      hash?.update(piece);
    },
    verify() {
      const wrong =
        (crc !== undefined && Buffer.from(crc, 'base64').readUInt32BE() !== running) ||
        (hash !== undefined && hash.digest('base64') !== sha256);
      if (wrong)
        throw new CorruptBody(
          `The bytes of ${name} do not have the checksum they were stored with`,
        );
    },
  };
}
