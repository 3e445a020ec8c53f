import { sql, type RawBuilder } from 'kysely';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { Session } from '../session.ts';
import { among, beginningWith, ofPartner } from './conditions.ts';
import { inKeyOrder } from './key-order.ts';

/** So many files are named one by one, whatever else is asked of them and in whatever order. */
export const fewFiles = 1_000;
/** Of more than `fewFiles`, so many are counted and no more: somebody waits for the answer. */
export const countMax = 10_000;
/** Bytes of a column that is compared byte by byte. */
export const partBytesMax = 255;
/** A name has no more parts than that. */
export const wordsMax = 32;
const charactersMax = 1024;

const key = ['part', 'file_no'] as const;
const writeParts = bulkWriter({ table: 'file_name_part', columns: key, onConflict: { key } });

/** A name as it is looked for: its words and numbers, in lower case, each with a space before it. */
export function wordsOf(name: string): string {
  const words =
    name
      .normalize()
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  return words
    .slice(0, wordsMax)
    .map((word) => ` ${word}`)
    .join('')
    .slice(0, charactersMax);
}

/** What is left of a name from each of its words on: a text that stands in it from a word on is the beginning of one of them. */
export async function writeNameParts(
  session: Session,
  files: readonly { no: number; words: string }[],
): Promise<void> {
  const rows = files.flatMap(({ no, words }) => [...partsOf(words)].map((part) => ({ part, no })));
  rows.sort((a, b) => inKeyOrder(a.part, b.part) || a.no - b.no);
  await writeParts(
    session,
    rows.map(({ part, no }) => [part, no]),
  );
}

function partsOf(words: string): Set<string> {
  const starts = [...words.matchAll(/ /g)].map(({ index }) => index + 1);
  return new Set(starts.map((start) => cut(words.slice(start))));
}

/** Files whose name has these words. */
export interface ManyFiles {
  /** They stand so in `name_words`. */
  readonly words: string;
  /** True of rows of `file_name_part p`. */
  readonly isNamed: RawBuilder<boolean>;
}
/** Files with these words in their name, the last of which may be cut short: a few by their numbers, or many by what is true of them. */
export type FilesNamed = { readonly few: readonly number[] } | { readonly many: ManyFiles };

export async function filesNamed({ db }: Session, words: string): Promise<FilesNamed> {
  if (words === '') return { few: [] };
  const isNamed = beginningWith('p.part', cut(words.trimStart()));
  const parts = db.selectFrom('file_name_part as p').select('p.file_no').where(isNamed);
  const few = await parts.limit(fewFiles + 1).execute();
  if (few.length <= fewFiles) return { few: [...new Set(few.map(({ file_no }) => file_no))] };
  return { many: { words, isNamed } };
}

/** What a search for files means: those whose id begins so or, where none does, those with such a name. */
export async function filesCalled(session: Session, q: string, tenant: Tenant): Promise<Called> {
  const { db, dialect } = session;
  const byId = beginningWith('inbound_file.id', q.toLowerCase());
  let known = db.selectFrom('inbound_file').select('no').where(byId);
  if (tenant !== null) known = known.where(ofPartner('inbound_file.partner_no', tenant));
  const ids = await known.limit(fewFiles + 1).execute();
  if (ids.length > 0) return { condition: byId, isMany: ids.length > fewFiles };
  const named = await filesNamed(session, wordsOf(q));
  if ('few' in named)
    return { condition: among(dialect, 'inbound_file.no', named.few), isMany: false };
  const files = sql`(select p.file_no from file_name_part p where ${named.many.isNamed})`;
  return { condition: sql<boolean>`inbound_file.no in ${files}`, isMany: true, many: named.many };
}

export interface Called {
  readonly condition: RawBuilder<boolean>;
  /** Too many to be counted while somebody waits. */
  readonly isMany: boolean;
  /** Where they are so many by their name: a page of them is found by `pagedByName`. */
  readonly many?: ManyFiles;
}

function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= partBytesMax) return text;
  // Half a character at the end becomes a mark of one; it goes too.
  return bytes
    .subarray(0, partBytesMax)
    .toString()
    .replace(/\uFFFD+$/, '');
}
