/** The body that arrived is not the object: too short, too long or another checksum. */
export class CorruptBody extends Error {
  override readonly name = 'CorruptBody';
}

/** The body handed to `put` does not hash to the SHA-256 it was announced with. */
export class BodyMismatch extends Error {
  override readonly name = 'BodyMismatch';
}

const TRANSIENT_NAMES = new Set([
  'CorruptBody',
  'BadDigest',
  'ConditionalRequestConflict',
  'IncompleteBody',
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
  'XAmzContentSHA256Mismatch',
]);

const TRANSIENT_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
]);

/**
 * Whether the same work may succeed when tried again later: the store was busy, away or the bytes
 * were damaged on the way. A refusal (rights, a missing bucket, a bad request) is not transient.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (TRANSIENT_NAMES.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && TRANSIENT_CODES.has(error.code))
    return true;
  const status = httpStatusOf(error);
  if (status === 429 || (status !== undefined && status >= 500)) return true;
  return error.cause !== undefined && isTransient(error.cause);
}

/** Whether the object is there but may not be read as things stand: rights, key or cold storage. */
export function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'InvalidObjectState' ||
    error.name.startsWith('KMS') ||
    httpStatusOf(error) === 403
  );
}

/** The HTTP status of a failure that the store answered itself; undefined for all others. */
export function httpStatusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata))
    return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
