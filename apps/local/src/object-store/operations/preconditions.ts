import { S3Error } from '../protocol/s3-error.ts';
import type { ObjectVersion } from '../storage/object-table.ts';

/** The four conditional headers, wherever they stand: `if-` or `x-amz-copy-source-if-`. */
export interface Conditions {
  readonly match?: string | undefined;
  readonly noneMatch?: string | undefined;
  readonly modifiedSince?: string | undefined;
  readonly unmodifiedSince?: string | undefined;
}

type Current = Pick<ObjectVersion, 'etag' | 'modifiedAt' | 'marker'>;

export function conditionsOf(
  headers: Readonly<Record<string, string>>,
  prefix = 'if-',
): Conditions {
  return {
    match: headers[`${prefix}match`],
    noneMatch: headers[`${prefix}none-match`],
    modifiedSince: headers[`${prefix}modified-since`],
    unmodifiedSince: headers[`${prefix}unmodified-since`],
  };
}

/** Whether a read may go on, was not modified (304), or fails: throws `PreconditionFailed`. */
export function checkRead(conditions: Conditions, current: Current): 'go' | 'not-modified' {
  const { match, noneMatch, modifiedSince, unmodifiedSince } = conditions;
  if (match !== undefined) {
    if (!lists(match, current.etag)) throw failed('If-Match');
  } else if (unmodifiedSince !== undefined && changedAfter(current, unmodifiedSince)) {
    throw failed('If-Unmodified-Since');
  }
  if (noneMatch !== undefined) return lists(noneMatch, current.etag) ? 'not-modified' : 'go';
  if (modifiedSince === undefined || Number.isNaN(Date.parse(modifiedSince))) return 'go';
  return changedAfter(current, modifiedSince) ? 'go' : 'not-modified';
}

/** The source of a copy: there every unmet condition is a failure. */
export function checkCopySource(conditions: Conditions, source: Current): void {
  if (checkRead(conditions, source) === 'not-modified') {
    throw failed(
      conditions.noneMatch === undefined
        ? 'x-amz-copy-source-If-Modified-Since'
        : 'x-amz-copy-source-If-None-Match',
    );
  }
}

/**
 * The target of a write. `If-None-Match: *` is the only form S3 knows; `If-Match` on nothing is 404.
 */
export function checkWrite(conditions: Conditions, current: Current | undefined): void {
  const existing = current?.marker ? undefined : current;
  if (conditions.noneMatch !== undefined) {
    if (conditions.noneMatch.trim() !== '*') {
      throw new S3Error('NotImplemented', { Header: 'If-None-Match' });
    }
    if (existing) throw failed('If-None-Match');
  }
  if (conditions.match !== undefined) {
    if (!existing) throw new S3Error('NoSuchKey');
    if (!lists(conditions.match, existing.etag)) throw failed('If-Match');
  }
}

/** A conditional delete: 404 when there was never anything, 412 when it changed or was deleted. */
export function checkDelete(match: string | undefined, current: Current | undefined): void {
  if (match === undefined) return;
  if (!current) throw new S3Error('NoSuchKey');
  if (current.marker || !lists(match, current.etag)) throw failed('If-Match');
}

function failed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', { Condition: condition });
}

/** Quotes are optional, as they are for S3. */
function lists(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((item) => item.trim().replace(/^"(.*)"$/u, '$1'))
    .some((item) => item === '*' || item === etag);
}

/** HTTP dates know seconds only. */
function changedAfter(current: Current, httpDate: string): boolean {
  const at = Date.parse(httpDate);
  return !Number.isNaN(at) && Math.floor(current.modifiedAt.getTime() / 1000) * 1000 > at;
}
