/** Something this request needs is away for now; the same request may succeed later. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

const codes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  // MySQL and MariaDB: connection limits, restarts, lock waits and deadlocks that outlived the retries.
  'ER_CON_COUNT_ERROR',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_SERVER_SHUTDOWN',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
  'SQLITE_BUSY',
]);

const names = new Set([
  'Unavailable',
  'TimeoutError',
  'SlowDown',
  'ServiceUnavailable',
  'RequestTimeout',
  'InternalError',
  'ThrottlingException',
]);

/** SQLite's primary result codes for a database that another connection holds. */
const sqliteBusy = new Set([5, 6]);

/** Whether an error says that the database, the object store or the issuer is away, here or in any of its causes. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (names.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && codes.has(error.code)) return true;
  if (
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    sqliteBusy.has(error.errcode & 255)
  )
    return true;
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  return isUnavailable(error.cause);
}
