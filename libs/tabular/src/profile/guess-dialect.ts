import type { Dialect, FeedFormat } from '../feed-format.ts';
import { examineOpening, openingBytes } from '../decode/content-check.ts';
import { resolveEncoding } from '../decode/encoding.ts';
import { defaultLimits } from '../file-limits.ts';

const delimiters = [',', ';', '\t', '|'] as const;
const linesCompared = 20;

export interface GuessedDialect {
  dialect: Dialect;
  /** Why these bytes are no text table at all, e.g. a workbook; null when they look like one. */
  foreign: string | null;
}

/**
 * How the beginning of an unknown file is most likely written. Good enough to show it to a person, never to book it: a feed says how
 * its files are written.
 */
export function guessDialect(bytes: Uint8Array): GuessedDialect {
  const { encoding, foreign } = guessEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, linesCompared);
  const delimiter = guessDelimiter(lines);
  const dialect: Dialect = {
    format: 'delimited',
    encoding,
    delimiter,
    quote: '"',
    lineEnding: text.includes('\n') || !text.includes('\r') ? 'any' : 'cr',
    header: false,
    skipLines: 0,
    normaliseHeaders: false,
    trim: false,
    nullTokens: [],
    trailer: null,
    limits: defaultLimits,
  };
  return { dialect, foreign };
}

/** A format that accepts whatever the dialect cuts: every cell is text, a row may have any number of them. */
export function formatOfAnything(dialect: Dialect): FeedFormat {
  return {
    documentType: 'purchase',
    dialect,
    layout: { columns: [], unknownColumns: 'ignore' },
    mapping: { fields: [], transactionKey: { kind: 'column' } },
    valueMaps: [],
  };
}

/** Names have letters, differ from each other, and hold no digit as their first character. */
export function looksLikeHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const isName = (name: string) => /^\p{L}/u.test(name) && name.length <= 64 && !name.includes('@');
  return names.length > 1 && new Set(names).size === names.length && names.every(isName);
}

function guessEncoding(bytes: Uint8Array): { encoding: string; foreign: string | null } {
  const utf8 = resolveEncoding('utf-8');
  if (utf8 === null) throw new Error('UTF-8 is always known');
  const { problem } = examineOpening(bytes.subarray(0, openingBytes), utf8);
  if (problem?.name === 'CONTENT_MISMATCH')
    return { encoding: 'windows-1252', foreign: problem.found ?? 'something else' };
  if (problem?.found !== undefined) return { encoding: problem.found, foreign: null };
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', foreign: null };
}

/** The last character may be cut off where the sample ends. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    // TypeError: some byte sequence is none of UTF-8.
    return false;
  }
}

/** The one that cuts most lines into the same number of cells, and into more than one. */
function guessDelimiter(lines: readonly string[]): string {
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length);
    const usual = mostFrequent(counts);
    const regular = counts.filter((count) => count === usual).length;
    return { delimiter, score: usual > 1 ? regular * 100 + Math.min(usual, 99) : 0 };
  });
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.delimiter;
}

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}
