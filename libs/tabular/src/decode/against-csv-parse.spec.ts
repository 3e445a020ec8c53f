import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAll, plainDialect } from '../../testing/index.ts';
import type { FeedFormat } from '../feed-format.ts';

const columnCount = 3;
const feed: FeedFormat = {
  documentType: 'roster',
  dialect: { ...plainDialect, header: false },
  layout: {
    columns: Array.from({ length: columnCount }, (_, index) => ({
      name: `c${String(index)}`,
      type: 'text',
      required: false,
    })),
    unknownColumns: 'reject',
  },
  mapping: { fields: [], transactionKey: { kind: 'column' } },
  valueMaps: [],
};

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', 'é', '景', '😀', ' '),
    maxLength: 8,
  }),
);
const writtenCell = text
  .filter((cell) => !cell.includes('\0'))
  .chain((cell) => fc.boolean().map((always) => written(cell, always)));
const line = fc.array(writtenCell, { minLength: columnCount, maxLength: columnCount });
const file = fc.tuple(
  fc.array(line, { minLength: 1, maxLength: 6 }),
  fc.constantFrom('\n', '\r\n'),
  fc.boolean(),
);

test('well-formed files give the cells that csv-parse gives', () => {
  fc.assert(
    fc.property(file, fc.integer({ min: 1, max: 40 }), ([lines, lineEnd, ended], chunkBytes) => {
      const whole = lines.map((cells) => cells.join(',')).join(lineEnd) + (ended ? lineEnd : '');
      const expected: unknown = parse(whole, {
        record_delimiter: lineEnd,
        relax_column_count: true,
      });

      const { records } = decodeAll(feed, new TextEncoder().encode(whole), chunkBytes);

      expect(records.map((record) => record.cells)).toEqual(expected);
      expect(records.every((record) => record.problems === null)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

function written(cell: string, always: boolean): string {
  return always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
