import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeAll, plainDialect } from '../../testing/index.ts';
import type { FeedFormat } from '../feed-format.ts';

const folder = dirname(createRequire(import.meta.url).resolve('csv-spectrum'));
const names = readdirSync(join(folder, 'csvs')).map((file) => file.replace('.csv', ''));

test.each(names)('C42 csv-spectrum %s', (name) => {
  const bytes = readFileSync(join(folder, 'csvs', `${name}.csv`));
  const expected = rowsOf(readFileSync(join(folder, 'json', `${name}.json`), 'utf8'));
  const columns = Object.keys(expected[0] ?? {});

  for (const chunkBytes of [1, 7, 65_536]) {
    const { records, rejected } = decodeAll(feedOf(columns), bytes, chunkBytes);
    expect(rejected).toEqual([]);
    const objects = records.map(({ cells, header }) =>
      Object.fromEntries(
        columns.map((column, index) => [column, cells[header?.indexByColumn[index] ?? -1]]),
      ),
    );
    expect(objects).toEqual(
      name === 'location_coordinates' ? withItsOwnPhoneNumber(expected) : expected,
    );
  }
});

/** One of the JSON files is a single row instead of a list. */
function rowsOf(json: string): Record<string, string>[] {
  return [JSON.parse(json)].flat() as Record<string, string>[];
}

/** The CSV has another phone number than its JSON, so no parser can satisfy that file as it is. */
function withItsOwnPhoneNumber(rows: Record<string, string>[]): Record<string, string>[] {
  return rows.map((row) => ({ ...row, 'Contact Phone Number': '2095257564' }));
}

function feedOf(columns: readonly string[]): FeedFormat {
  return {
    documentType: 'roster',
    dialect: plainDialect,
    layout: {
      columns: columns.map((name) => ({ name, type: 'text', required: true })),
      unknownColumns: 'reject',
    },
    mapping: { fields: [], transactionKey: { kind: 'column' } },
    valueMaps: [],
  };
}
