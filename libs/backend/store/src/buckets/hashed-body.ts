import { createHash } from 'node:crypto';

import { BodyMismatch } from './bucket-failures.ts';

/** Passes a body on and throws at its end, before the upload is completed, if its hash is wrong. */
export async function* hashedBody(
  body: AsyncIterable<Uint8Array>,
  sha256: string,
  name: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const piece of body) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== sha256) throw mismatch(name);
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function mismatch(name: string): BodyMismatch {
  return new BodyMismatch(`The body of ${name} does not have the announced SHA-256`);
}
