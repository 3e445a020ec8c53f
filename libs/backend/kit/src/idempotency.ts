import { createHash } from 'node:crypto';
import type { Answer } from './answer/answers.ts';
import type { Clock } from './clock.ts';
import { Refusal } from './refusal.ts';
import type { RequestHeaders } from './request/headers.ts';

/** Remembers what a POST answered; `@waybill/store` keeps it in the database. */
export interface IdempotencyPort {
  claim(entry: {
    caller: string;
    operation: string;
    key: string;
    requestHash: string;
    at: Date;
  }): Promise<
    | { kind: 'first' }
    | { kind: 'in-flight' }
    | { kind: 'other-request' }
    | { kind: 'done'; response: Answer }
  >;
  complete(entry: {
    caller: string;
    operation: string;
    key: string;
    response: Answer;
  }): Promise<void>;
  release(entry: { caller: string; operation: string; key: string }): Promise<void>;
}

const keyCharsMax = 255;

/** The `Idempotency-Key` of a POST. */
export function readIdempotencyKey(headers: RequestHeaders): string {
  const keys = headers.all('idempotency-key');
  const [key] = keys;
  if (key === undefined) {
    throw new Refusal(
      'idempotency-key-missing',
      'Send a new random Idempotency-Key with each new request and the same one when you repeat it.',
    );
  }
  if (keys.length > 1 || !/^[\x21-\x7e]+$/.test(key) || key.length > keyCharsMax) {
    throw new Refusal(
      'malformed-request',
      `Idempotency-Key is one value of 1 to ${keyCharsMax} visible ASCII characters.`,
    );
  }
  return key;
}

/**
 * Runs `work` at most once per caller, operation and key, and gives its answer again to whoever repeats the request.
 * An answer that was not of the operation's making (500, 503) frees the key, so that a retry can succeed.
 */
export async function onceByKey(
  port: IdempotencyPort,
  clock: Clock,
  entry: { caller: string; operation: string; key: string; request: string },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { request, ...slot } = entry;
  const requestHash = createHash('sha256').update(request).digest('hex');
  const claim = await port.claim({ ...slot, requestHash, at: clock.now() });
  if (claim.kind === 'done') return claim.response;
  if (claim.kind === 'in-flight') {
    throw new Refusal('idempotency-in-flight', 'Repeat this request in a moment for its answer.');
  }
  if (claim.kind === 'other-request') {
    throw new Refusal('idempotency-key-reused', 'Use a new Idempotency-Key for a new request.');
  }
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    await port.release(slot);
    throw error;
  }
  await port.complete({ ...slot, response: answer });
  return answer;
}
