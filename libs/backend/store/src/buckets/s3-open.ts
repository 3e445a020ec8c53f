import { Readable } from 'node:stream';

import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';

import { CorruptBody } from './bucket-failures.ts';
import type { ObjectRef, OpenOptions, OpenResult } from './bucket-store.ts';
import { objectFacts } from './object-facts.ts';
import { addressOf, nameOf, orRefusal } from './s3-answer.ts';
import { verifiedBody } from './verified-body.ts';

/** How a body that breaks off is taken up again. */
const RESUME = { attempts: 5, backoffMs: 50 };

export async function openObject(
  client: S3Client,
  ref: ObjectRef,
  { ifMatch, range }: OpenOptions,
): Promise<OpenResult> {
  const whole = range === undefined;
  const ask = (start: number, end: number | undefined, etag: string | undefined, ranged: boolean) =>
    client.send(
      new GetObjectCommand({
        ...addressOf(ref),
        ...(etag === undefined ? {} : { IfMatch: `"${etag}"` }),
        ...(ranged
          ? { Range: `bytes=${String(start)}-${end === undefined ? '' : String(end)}` }
          : {}),
        ...(ranged ? {} : { ChecksumMode: 'ENABLED' }),
      }),
    );
  const answer = await orRefusal(ask(range?.start ?? 0, range?.end, ifMatch, !whole));
  if (!answer.ok) {
    if (answer.refusal === 'changed') return { outcome: 'changed' };
    if (answer.refusal === 'absent') return { outcome: 'absent' };
    return openBeyondTheEnd(client, ref);
  }
  const facts = objectFacts(answer.value);
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? Infinity, facts.size - 1);
  const full = whole && answer.value.ChecksumType !== 'COMPOSITE';
  const body = verifiedBody(
    bytesOf(answer.value),
    {
      start,
      end,
      crc32: full ? answer.value.ChecksumCRC32 : undefined,
      sha256: full ? answer.value.ChecksumSHA256 : undefined,
      name: nameOf(ref),
    },
    async (from, to) => bytesOf(await ask(from, to, facts.etag, true)),
    RESUME,
  );
  return { outcome: 'opened', facts, body };
}

/** A range after the last byte is nothing, not a failure: small files are probed with large ranges. */
async function openBeyondTheEnd(client: S3Client, ref: ObjectRef): Promise<OpenResult> {
  const answer = await orRefusal(client.send(new HeadObjectCommand(addressOf(ref))));
  if (!answer.ok) return { outcome: 'absent' };
  return { outcome: 'opened', facts: objectFacts(answer.value), body: Readable.from([]) };
}

function bytesOf(answer: GetObjectCommandOutput): AsyncIterable<Uint8Array> {
  if (answer.Body instanceof Readable) return answer.Body;
  throw new CorruptBody('The store answered without a body');
}
