import { invalidArgument, S3Error } from '../protocol/s3-error.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import { contentRange, parseRange } from './byte-range.ts';
import type { ByteRange } from './byte-range.ts';
import { findVersion } from './find-version.ts';
import { replyHeaders } from './object-headers.ts';
import { checkRead, conditionsOf } from './preconditions.ts';
import type { Operation, S3Request } from './request.ts';

/** GET and HEAD: the same answer, with and without the bytes. */
export const getObject: Operation = (store, request) => {
  const { headers, query } = request;
  const object = findVersion(store, request.bucket, request.key, query.get('versionId'));
  const whole = headers['range'] === undefined && !query.has('partNumber');
  const withChecksum = headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && whole;
  const reply: Record<string, string> = {
    ...replyHeaders(object, withChecksum),
    ...overrides(request),
  };
  if (checkRead(conditionsOf(headers), object) === 'not-modified') {
    const kept = ['etag', 'last-modified', 'x-amz-version-id'];
    return {
      status: 304,
      headers: Object.fromEntries(Object.entries(reply).filter(([name]) => kept.includes(name))),
    };
  }
  const part = partRange(object, query.get('partNumber'));
  const range = part ?? parseRange(headers['range'], object.size);
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  if (range) reply['content-range'] = contentRange(range, object.size);
  if (part) reply['x-amz-mp-parts-count'] = String(object.segments.length);
  const release = store.blobs.pin(object.segments);
  return {
    status: range ? 206 : 200,
    headers: reply,
    body: { size: end - start + 1, bytes: store.blobs.read(object.segments, start, end), release },
  };
};

/** The bytes that were uploaded as part n; an object in one piece is its own part 1. */
function partRange(object: ObjectVersion, text: string | undefined): ByteRange | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/u.test(text) || text === '0') {
    throw invalidArgument(
      'partNumber',
      text,
      'Part number must be an integer between 1 and 10000, inclusive',
    );
  }
  const segment = object.segments[Number(text) - 1];
  if (!segment) throw new S3Error('InvalidRange', { ActualObjectSize: String(object.size) });
  const start = object.segments.slice(0, Number(text) - 1).reduce((sum, { size }) => sum + size, 0);
  return segment.size === 0 ? undefined : { start, end: start + segment.size - 1 };
}

/** `response-content-disposition=…` and its like, which only a signed request may use (all are). */
function overrides({ query }: S3Request): Record<string, string> {
  const names = [
    'cache-control',
    'content-disposition',
    'content-encoding',
    'content-language',
    'content-type',
    'expires',
  ];
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = query.get(`response-${name}`);
    if (value === undefined) continue;
    if (/[\r\n\0]/u.test(value))
      throw invalidArgument(`response-${name}`, value, 'Header value is invalid');
    found[name] = Buffer.from(value, 'utf8').toString('latin1');
  }
  return found;
}
