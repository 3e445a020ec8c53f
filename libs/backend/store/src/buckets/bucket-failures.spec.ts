import { expect, it } from 'vitest';

import { CorruptBody, isTransient, isUnreadable } from './bucket-failures.ts';

const answered = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
const broken = (code: string) => Object.assign(new Error(code), { code });

it.each([
  ['a busy store', answered('SlowDown', 503), true],
  ['a failing store', answered('InternalError', 500), true],
  ['a gateway before it', answered('Unknown', 502), true],
  ['throttling', answered('TooManyRequests', 429), true],
  ['a conditional write that met another', answered('ConditionalRequestConflict', 409), true],
  ['a body damaged on its way up', answered('BadDigest', 400), true],
  ['a body damaged on its way down', new CorruptBody('x'), true],
  ['a connection reset', broken('ECONNRESET'), true],
  ['nobody listening', broken('ECONNREFUSED'), true],
  ['a timeout', Object.assign(new Error('x'), { name: 'TimeoutError' }), true],
  ['a reset further down', new Error('outer', { cause: broken('EPIPE') }), true],
  ['missing rights', answered('AccessDenied', 403), false],
  ['a missing bucket', answered('NoSuchBucket', 404), false],
  ['a bad request', answered('InvalidArgument', 400), false],
  ['a mistake of ours', new TypeError('x is undefined'), false],
  ['no error at all', 'ECONNRESET', false],
])('%s is transient or not (%#)', (_name, error, expected) => {
  expect(isTransient(error)).toBe(expected);
});

it.each([
  ['missing rights', answered('AccessDenied', 403), true],
  ['cold storage', answered('InvalidObjectState', 403), true],
  ['a disabled key', answered('KMS.DisabledException', 400), true],
  ['an absent object', answered('NoSuchKey', 404), false],
])('%s makes an object unreadable or not (%#)', (_name, error, expected) => {
  expect(isUnreadable(error)).toBe(expected);
});
