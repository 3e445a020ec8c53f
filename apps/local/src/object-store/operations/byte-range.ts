import { S3Error } from '../protocol/s3-error.ts';

/** Both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The single range of a `Range` header; undefined when there is none to honour (absent, malformed or
 * several ranges, which S3 answers with the whole object). Throws `InvalidRange`.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/u.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const length = Number(to);
    if (length === 0 || size === 0) throw unsatisfiable(header, size);
    return { start: Math.max(size - length, 0), end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Number(to);
  if (to !== '' && end < start) return undefined;
  if (start >= size) throw unsatisfiable(header, size);
  return { start, end: Math.min(end, size - 1) };
}

export function contentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${String(start)}-${String(end)}/${String(size)}`;
}

function unsatisfiable(header: string | undefined, size: number): S3Error {
  return new S3Error(
    'InvalidRange',
    { RangeRequested: header ?? '', ActualObjectSize: String(size) },
    { headers: { 'content-range': `bytes */${String(size)}` } },
  );
}
