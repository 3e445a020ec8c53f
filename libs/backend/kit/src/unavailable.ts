import { issuerAwayDetail } from '@waybill/contracts';

/** Something this request needs is away for now; the same request may succeed later. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** What callers are told; the message is for the log. */
  readonly detail: string | undefined;

  constructor(message: string, options?: ErrorOptions & { detail?: string }) {
    super(message, options);
    this.detail = options?.detail;
  }
}

/** The issuer of tokens is away. */
export class IssuerUnavailable extends Unavailable {
  override readonly detail = issuerAwayDetail;
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
]);

const names = new Set(['Unavailable', 'TimeoutError']);

/** Whether an error says that whoever was asked over the network is away, here or in any of its causes. Databases and buckets: `isTransient` of the store. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (names.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && codes.has(error.code)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  return isUnavailable(error.cause);
}
