import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAll, plainDialect, rowsOfPart } from '../../testing/index.ts';
import type { Column, Dialect, FeedFormat } from '../feed-format.ts';
import { canBeDivided, type FilePart } from './decode-part.ts';
import { decodeRow } from './decode-row.ts';
import type { RawRecord } from './raw-record.ts';

/** Two characters beyond ASCII in each encoding; the second one ends with the byte of `|` where that is possible. */
const foreign = {
  'utf-8': [
    [0xe6, 0x99, 0xaf],
    [0xc3, 0xa9],
  ],
  'windows-1253': [[0xe1], [0xe2]],
  'utf-16le': [
    [0x6f, 0x66],
    [0x3d, 0xd8, 0x00, 0xde],
  ],
  'utf-16be': [
    [0x66, 0x6f],
    [0xd8, 0x3d, 0xde, 0x00],
  ],
  big5: [
    [0xb4, 0xba],
    [0xa5, 0x7c],
  ],
  gb18030: [
    [0xbe, 0xb0],
    [0x82, 0x7c],
  ],
} as const;
type EncodingName = keyof typeof foreign;

interface Generated {
  format: FeedFormat;
  bytes: Uint8Array;
}

const dialect = fc.record({
  encoding: fc.constantFrom<EncodingName[]>(
    'utf-8',
    'utf-8',
    'windows-1253',
    'utf-16le',
    'utf-16be',
    'big5',
    'gb18030',
  ),
  format: fc.constantFrom<Dialect['format'][]>('delimited', 'delimited', 'fixed-width'),
  lineEnding: fc.constantFrom<Dialect['lineEnding'][]>('any', 'any', 'cr'),
  quote: fc.constantFrom('"', '"', null),
  delimiter: fc.constantFrom(',', '|', ' '),
  skipLines: fc.constantFrom(0, 0, 0, 1),
  trailer: fc.constantFrom(null, null, null, { marker: 'T', countCell: 1 }),
  limits: fc.record({
    fileBytesMax: fc.constantFrom(5000, 5000, 5000, 100),
    lineBytesMax: fc.constantFrom(5000, 5000, 40),
    cellCharsMax: fc.constantFrom(100, 100, 2, 5),
    columnsMax: fc.constantFrom(100, 100, 3),
    rowsMax: fc.constantFrom(100, 100, 2),
  }),
});

const piece = fc.constantFrom('a', 'a', 'T', ' ', '{0}', '{1}', '', 'bcdefghijklmnop');
const quotedPiece = fc.constantFrom('a', '""', '\n', '\r\n', '\r', '{delimiter}', '{0}', '{1}', '');
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 3 }).map((parts) => parts.join('')) },
  {
    weight: 1,
    arbitrary: fc.array(quotedPiece, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`),
  },
  { weight: 1, arbitrary: fc.constantFrom('"', 'a"b', '"a"b', '\r', '\0') },
);
const cellOfColumns = (columns: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(cell, { minLength: columns, maxLength: columns }) },
    { weight: 1, arbitrary: fc.array(cell, { maxLength: 5 }) },
  );

const generated: fc.Arbitrary<Generated> = fc
  .tuple(dialect, fc.constantFrom(1, 2, 4))
  .chain(([own, columns]) =>
    fc
      .record({
        lines: fc.array(cellOfColumns(columns), { maxLength: 8 }),
        ends: fc.array(
          own.lineEnding === 'cr'
            ? fc.constantFrom('\r', '\r\n')
            : fc.constantFrom('\n', '\r\n', '\n\n'),
          {
            minLength: 8,
            maxLength: 8,
          },
        ),
        ended: fc.boolean(),
        damage: fc.option(fc.record({ at: fc.nat(300), byte: fc.nat(255) })),
      })
      .map(({ lines, ends, ended, damage }) => {
        const text = lines
          .map(
            (cells, index) =>
              cells.join(own.delimiter) +
              (index < lines.length - 1 || ended ? (ends[index] ?? '') : ''),
          )
          .join('')
          .replaceAll('{delimiter}', own.delimiter);
        const bytes = encoded(text, own.encoding);
        if (damage !== null && damage.at < bytes.length) bytes[damage.at] = damage.byte;
        return { format: formatOf(own, columns), bytes };
      }),
  );

test('the cutting of a file into chunks changes nothing', () => {
  const seen = { rows: 0, problems: 0, rejected: new Set<string>() };
  fc.assert(
    fc.property(generated, fc.integer({ min: 1, max: 9 }), ({ format, bytes }, chunkBytes) => {
      const whole = decodeAll(format, bytes);
      expect(decodeAll(format, bytes, chunkBytes)).toEqual(whole);
      seen.rows += whole.records.length;
      seen.problems += whole.records.filter((record) => record.problems !== null).length;
      for (const problem of whole.rejected) seen.rejected.add(problem.name);
    }),
    { numRuns: 2000 },
  );
  // The generator really goes where it should.
  expect(seen.rows).toBeGreaterThan(1000);
  expect(seen.problems).toBeGreaterThan(200);
  expect(seen.rejected.size).toBeGreaterThan(7);
});

test('every row can be read again from its offset and length', () => {
  let readAgain = 0;
  fc.assert(
    fc.property(generated, ({ format, bytes }) => {
      const { records } = decodeAll(format, bytes, 5);
      // A stray CR at the end of a row reads as its line end once the real one is cut off.
      for (const record of records.filter((candidate) => !hasStrayReturn(candidate))) {
        const { offset, byteLength, cells, problems } = record;
        const again = decodeRow(format, bytes.subarray(offset, offset + byteLength), record);
        expect(again?.cells).toEqual(cells);
        expect(again?.problems === null).toBe(problems === null);
        readAgain++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(readAgain).toBeGreaterThan(500);
});

test('a file divided before any of its rows gives the rows of the whole', async () => {
  const seen = { parts: 0, quoted: 0 };
  const divided = generated.filter(({ format }) => canBeDivided(format));
  await fc.assert(
    fc.asyncProperty(
      divided,
      fc.array(fc.nat(7), { maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      async ({ format, bytes }, cuts, chunkBytes) => {
        const { records } = decodeAll(format, bytes);
        const parts = partsOf(records, cuts);
        const rows = await Promise.all(
          parts.map(({ part, to }) =>
            rowsOfPart(format, part, bytes.subarray(part.from, to), chunkBytes),
          ),
        );
        expect(rows.flat()).toEqual(records);
        seen.parts += parts.length;
        seen.quoted += bytes.includes(0x22) && parts.length > 1 ? 1 : 0;
      },
    ),
    { numRuns: 1500 },
  );
  expect(seen.parts).toBeGreaterThan(500);
  expect(seen.quoted).toBeGreaterThan(50);
});

function partsOf(
  records: readonly RawRecord[],
  cuts: readonly number[],
): { part: FilePart; to: number | undefined }[] {
  const firsts = records.filter((_, index) => index === 0 || cuts.includes(index));
  return firsts.map(({ offset, rowNo, line, header }, index) => {
    const next = firsts[index + 1];
    return {
      part: { from: offset, rowNo, line, header, isLast: next === undefined },
      to: next?.offset,
    };
  });
}

function hasStrayReturn({ problems }: RawRecord): boolean {
  return problems?.some((problem) => problem.name === 'LINE_ENDING') ?? false;
}

function encoded(text: string, encoding: EncodingName): Uint8Array {
  const unit = (code: number) =>
    encoding === 'utf-16le' ? [code, 0] : encoding === 'utf-16be' ? [0, code] : [code];
  return Uint8Array.from(
    text
      .split(/(\{[01]\})/)
      .flatMap((part) =>
        part === '{0}' || part === '{1}'
          ? [...foreign[encoding][part === '{0}' ? 0 : 1]]
          : [...part].flatMap((character) => unit(character.charCodeAt(0))),
      ),
  );
}

function formatOf(own: Partial<Dialect>, columnCount: number): FeedFormat {
  const columns = Array.from({ length: columnCount }, (_, index): Column => ({
    name: `c${String(index)}`,
    type: 'text',
    required: false,
    start: index * 3,
    width: 3,
  }));
  return {
    documentType: 'roster',
    dialect: { ...plainDialect, ...own, header: false },
    layout: { columns, unknownColumns: 'reject' },
    mapping: { fields: [], transactionKey: { kind: 'column' } },
    valueMaps: [],
  };
}
