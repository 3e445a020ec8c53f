import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeAll, plainDialect, standardPurchases } from '../../testing/index.ts';
import type { Column, Dialect, FeedFormat } from '../feed-format.ts';
import type { RawRecord } from './raw-record.ts';

/** Files nobody here wrote; they lie beside the repository and are not part of it. */
const folder = new URL('../../../../../shared/data/', import.meta.url);

interface MessyFile {
  file: string;
  /** Null: read as the standard purchase feed, which it is not. */
  dialect: Partial<Dialect> | null;
  /** For files without a header: how many columns. With one, the header itself is the layout. */
  columns?: number;
  rejected?: string;
  rows?: number;
  /** Rows with problems, by name. */
  bad?: Record<string, number>;
  /** The beginning of the first row. */
  first?: string[];
}

const noHeader = { header: false };
const tabs = { header: false, delimiter: '\t', quote: null };

const messyFiles: MessyFile[] = [
  { file: 'messy/211.csv', dialect: null, rejected: 'LINE_ENDING' },
  {
    file: 'messy/211.csv',
    dialect: { lineEnding: 'cr', encoding: 'macintosh' },
    rows: 2132,
    first: ['373463', '', '', '', 'Program', 'CentroNia'],
  },
  { file: 'messy/211.csv', dialect: { lineEnding: 'cr' }, rows: 2132, bad: { ENCODING: 13 } },
  { file: 'messy/characters.csv', dialect: null, rejected: 'ENCODING' },
  {
    file: 'messy/characters.csv',
    dialect: { encoding: 'big5' },
    rows: 382,
    first: ['v_1', 'C1_395000000A_000001', '雲嘉南濱海國家風景區管理處'],
  },
  { file: 'messy/example.tsv', dialect: null, rejected: 'HEADER_MISMATCH' },
  {
    file: 'messy/example.tsv',
    dialect: { delimiter: '\t' },
    rows: 140,
    first: ['2012-06-22 00:00:00', '15955'],
  },
  { file: 'messy/long.csv', dialect: null, rejected: 'HEADER_MISMATCH' },
  { file: 'messy/long.csv', dialect: noHeader, columns: 1, rows: 4000, first: ['foo'] },
  { file: 'messy/null.csv', dialect: null, rejected: 'HEADER_MISMATCH' },
  {
    file: 'messy/null.csv',
    dialect: noHeader,
    columns: 4,
    rows: 10,
    first: ['1', 'null', '0', '0'],
  },
  { file: 'messy/simple.psv', dialect: null, rejected: 'HEADER_MISMATCH' },
  {
    file: 'messy/simple.psv',
    dialect: { delimiter: '|' },
    rows: 28,
    first: ['1986', '44000', '35000'],
  },
  { file: 'messy/simple.ssv', dialect: null, rejected: 'HEADER_MISMATCH' },
  {
    file: 'messy/simple.ssv',
    dialect: { delimiter: ';' },
    rows: 6,
    first: ['2011-01-01', '1', 'Galway'],
  },
  { file: 'messy/utf-16le_encoded.csv', dialect: null, rejected: 'ENCODING' },
  {
    file: 'messy/utf-16le_encoded.csv',
    dialect: { encoding: 'utf-16le' },
    rows: 327,
    first: ['5C1', 'Enfield PCT'],
  },
  { file: 'messy/utf8bom.csv', dialect: null, rejected: 'HEADER_MISMATCH' },
  { file: 'messy/utf8bom.csv', dialect: noHeader, columns: 2, rows: 1, first: ['kitten', 'win'] },
  { file: 'messy/weird_head_padding.csv', dialect: null, rejected: 'HEADER_MISMATCH' },
  {
    // Eleven lines of preamble; sixteen lines of footnotes, each reported.
    file: 'messy/weird_head_padding.csv',
    dialect: { ...noHeader, delimiter: ';', skipLines: 11 },
    columns: 11,
    rows: 77,
    bad: { FIELD_COUNT: 16 },
    first: ['', '1985', '1993'],
  },
  {
    file: 'adventureworks/Employee.csv',
    dialect: tabs,
    columns: 16,
    rows: 290,
    first: ['1', '295847284'],
  },
  { file: 'adventureworks/EmployeeDepartmentHistory.csv', dialect: tabs, columns: 6, rows: 296 },
  { file: 'adventureworks/SpecialOffer.csv', dialect: tabs, columns: 11, rows: 16 },
  {
    // Line ends inside unquoted cells: nobody can tell them from rows, so every piece is refused.
    file: 'adventureworks/ProductReview.csv',
    dialect: tabs,
    columns: 8,
    rows: 31,
    bad: { FIELD_COUNT: 31 },
  },
];

describe.runIf(existsSync(folder))('real files', () => {
  test.each(messyFiles)(
    '$file with $dialect',
    ({ file, dialect, columns, rejected, rows, bad, first }) => {
      const bytes = readFileSync(new URL(file, folder));
      const own = { ...plainDialect, ...dialect };
      const feed =
        dialect === null ? standardPurchases : feedOf(own, columns ?? headerOf(own, bytes));

      const decoded = decodeAll(feed, bytes);

      expect(decoded.rejected.map((problem) => problem.name)).toEqual(
        rejected === undefined ? [] : [rejected],
      );
      expect(decoded.summary?.rows).toBe(rows);
      expect(countByName(decoded.records)).toEqual(bad ?? {});
      expect(decoded.records[0]?.cells).toEqual(
        first === undefined ? decoded.records[0]?.cells : startingWith(first),
      );
      expect(decodeAll(feed, bytes, 4093)).toEqual(decoded);
    },
  );
});

function countByName(records: readonly RawRecord[]): Record<string, number> {
  const names = records.flatMap(({ problems }) =>
    (problems ?? []).slice(0, 1).map((problem) => problem.name),
  );
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]),
  );
}

function startingWith(cells: readonly string[]): unknown {
  return expect.toSatisfy((all: string[]) => cells.every((cell, index) => all[index] === cell));
}

/** The names in the first line, read with the dialect that is declared for it. */
function headerOf(dialect: Dialect, bytes: Uint8Array): string[] {
  const anyWidth = Array.from({ length: 200 }, (_, index) => `c${String(index)}`);
  const { records } = decodeAll(feedOf({ ...dialect, header: false }, anyWidth), bytes);
  return [...new Set(records[0]?.cells.filter((name) => name !== '') ?? ['none'])];
}

function feedOf(dialect: Dialect, columns: number | readonly string[]): FeedFormat {
  const names =
    typeof columns === 'number'
      ? Array.from({ length: columns }, (_, i) => `c${String(i)}`)
      : columns;
  return {
    documentType: 'roster',
    dialect,
    layout: {
      columns: names.map((name): Column => ({ name, type: 'text', required: false })),
      unknownColumns: 'ignore',
    },
    mapping: { fields: [], transactionKey: { kind: 'column' } },
    valueMaps: [],
  };
}
