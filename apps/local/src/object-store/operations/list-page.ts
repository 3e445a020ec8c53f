import { formEncodeKey } from '../protocol/aws-encoding.ts';
import { invalidArgument } from '../protocol/s3-error.ts';
import type { XmlNode } from '../protocol/xml.ts';

const MAX_PAGE = 1000;
const FETCH = 500;
/** Sorts after every key that can follow a common prefix. */
const PAST = '\u{10FFFF}';

export interface Listing<T> {
  /** Items and common prefixes in order; prefixes appear once. */
  readonly entries: readonly ({ readonly item: T } | { readonly group: string })[];
  readonly truncated: boolean;
}

export interface ListQuery<T, Cursor> {
  readonly prefix: string;
  readonly delimiter: string;
  readonly max: number;
  readonly from: Cursor;
  readonly fetch: (after: Cursor, limit: number) => readonly T[];
  readonly keyOf: (item: T) => string;
  readonly cursorAt: (item: T) => Cursor;
  readonly cursorPast: (group: string) => Cursor;
}

/** One page with common prefixes rolled up; a group is skipped by one jump, however large it is. */
export function listPage<T, Cursor>(query: ListQuery<T, Cursor>): Listing<T> {
  const entries: ({ item: T } | { group: string })[] = [];
  let cursor = query.from;
  for (;;) {
    const limit = query.delimiter === '' ? Math.min(query.max - entries.length + 1, FETCH) : FETCH;
    const items = query.fetch(cursor, limit);
    let jumped = false;
    for (const item of items) {
      const key = query.keyOf(item);
      if (!key.startsWith(query.prefix)) return { entries, truncated: false };
      if (entries.length >= query.max) return { entries, truncated: query.max > 0 };
      const group = groupOf(key, query.prefix, query.delimiter);
      if (group === undefined) {
        entries.push({ item });
        cursor = query.cursorAt(item);
        continue;
      }
      entries.push({ group });
      cursor = query.cursorPast(group);
      jumped = true;
      break;
    }
    if (!jumped && items.length < limit) return { entries, truncated: false };
  }
}

function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}

export function pastGroup(group: string): string {
  return group + PAST;
}

/** `max-keys` and its like: 0 to 1,000, larger values are cut. */
export function pageSize(query: ReadonlyMap<string, string>, name: string): number {
  const text = query.get(name) ?? String(MAX_PAGE);
  if (!/^\d{1,10}$/u.test(text))
    throw invalidArgument(name, text, `Provided ${name} not an integer or within integer range`);
  return Math.min(Number(text), MAX_PAGE);
}

/** How keys are written into this answer: as they are, or form-encoded on request. */
export function keyWriter(query: ReadonlyMap<string, string>): (key: string) => string {
  const encoding = query.get('encoding-type');
  if (encoding === undefined) return (key) => key;
  if (encoding !== 'url')
    throw invalidArgument(
      'encoding-type',
      encoding,
      'Invalid Encoding Method specified in Request',
    );
  return formEncodeKey;
}

/** The elements every listing starts with. */
export function listingHead(request: {
  readonly bucket: string;
  readonly query: ReadonlyMap<string, string>;
}): XmlNode[] {
  const write = keyWriter(request.query);
  const nodes: XmlNode[] = [
    ['Name', request.bucket],
    ['Prefix', write(request.query.get('prefix') ?? '')],
  ];
  const delimiter = request.query.get('delimiter');
  if (delimiter) nodes.push(['Delimiter', write(delimiter)]);
  if (request.query.has('encoding-type')) nodes.push(['EncodingType', 'url']);
  return nodes;
}
