import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cdnowPurchases, decodeAll, standardPurchases } from '../../testing/index.ts';
import type { Dialect, FeedFormat } from '../feed-format.ts';

/** Bytes that mean something somewhere, so that decisions meet chunk edges often. */
const tellingByte = fc.constantFrom(
  ...Buffer.from('a,a,"",",\r\n\n\r ;T'),
  ...[0x00, 0xc3, 0xa9, 0xff, 0xe2, 0x82, 0xac, 0xd8, 0xdc, 0xa4, 0x40, 0x0a, 0x2c],
);
const anything = fc.array(tellingByte, { maxLength: 120 }).map((bytes) => Uint8Array.from(bytes));

const dialect: fc.Arbitrary<Partial<Dialect>> = fc.record({
  encoding: fc.constantFrom(
    'utf-8',
    'utf-8',
    'windows-1253',
    'utf-16le',
    'utf-16be',
    'big5',
    'gb18030',
  ),
  lineEnding: fc.constantFrom('any', 'any', 'cr'),
  quote: fc.constantFrom('"', '"', null),
  delimiter: fc.constantFrom(',', ';', ' '),
  skipLines: fc.constantFrom(0, 0, 1, 2),
  trailer: fc.constantFrom(null, null, { marker: 'T', countCell: 1 }),
  limits: fc.record({
    fileBytesMax: fc.constantFrom(1000, 1000, 50),
    lineBytesMax: fc.constantFrom(1000, 12, 30),
    cellCharsMax: fc.constantFrom(100, 2, 5),
    columnsMax: fc.constantFrom(100, 3),
    rowsMax: fc.constantFrom(100, 2),
  }),
});

const format: fc.Arbitrary<FeedFormat> = fc
  .tuple(fc.constantFrom(standardPurchases, cdnowPurchases), dialect, fc.constantFrom(1, 2, 4))
  .map(([base, own, columnCount]) => ({
    ...base,
    dialect: { ...base.dialect, ...own, header: false },
    layout: { ...base.layout, columns: base.layout.columns.slice(0, columnCount) },
  }));

test('the cutting of a file into chunks changes nothing', () => {
  fc.assert(
    fc.property(format, anything, fc.integer({ min: 1, max: 9 }), (feed, bytes, chunkBytes) => {
      expect(decodeAll(feed, bytes, chunkBytes)).toEqual(decodeAll(feed, bytes));
    }),
    { numRuns: 3000 },
  );
});

test('every row can be read again from its offset and length', () => {
  fc.assert(
    fc.property(format, anything, (feed, bytes) => {
      const { records } = decodeAll(feed, bytes, 5);
      const alone = {
        ...feed,
        dialect: { ...feed.dialect, skipLines: 0, trailer: null },
      };
      for (const record of records.filter((candidate) => candidate.problems === null)) {
        const row = bytes.subarray(record.offset, record.offset + record.byteLength);
        // A short piece may look like a foreign file or another encoding; those are judged at the top of a file only.
        const again = decodeAll(alone, row);
        if (again.rejected.length === 0)
          expect(again.records.map(({ cells }) => cells)).toEqual([record.cells]);
        else expect(again.rejected[0]?.name).toMatch(/^(ENCODING|CONTENT_MISMATCH)$/);
      }
    }),
    { numRuns: 2000 },
  );
});
