import { describe, expect, test } from 'vitest';
import { plainDialect, standardPurchases } from '../../testing/index.ts';
import { fitFormat } from './fit-format.ts';
import { formatOfAnything, guessDialect, looksLikeHeader } from './guess-dialect.ts';
import { sampleRows } from './sample-rows.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const whole = (text: string) => ({ bytes: utf8(text), isWhole: true });
const context = { today: 20_000, sha256Hex: () => '' };
const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note';
const good = 'T1,E1,2024-05-01,12.50,EUR,1,Berlin,';

describe('guessing how a file is written', () => {
  const latin = Uint8Array.from([...utf8('name;amount\nM'), 0xfc, ...utf8('ller;1\n')]);
  const utf16 = Uint8Array.from([
    0xff,
    0xfe,
    ...[...'a,b\n1,2\n'].flatMap((c) => [c.charCodeAt(0), 0]),
  ]);

  test.each([
    ['commas', utf8('a,b,c\n1,2,3\n'), ',', 'utf-8'],
    [
      'semicolons although there are decimal commas',
      utf8('a;b;c\n1,5;2,5;3\n4,1;5;6\n'),
      ';',
      'utf-8',
    ],
    ['tabs', utf8('a\tb\n1\t2\n'), '\t', 'utf-8'],
    ['pipes', utf8('a|b|c\n1|2|3\n'), '|', 'utf-8'],
    ['a code page', latin, ';', 'windows-1252'],
    ['UTF-16', utf16, ',', 'utf-16le'],
  ])('%s', (_name, bytes, delimiter, encoding) => {
    expect(guessDialect(bytes)).toMatchObject({ dialect: { delimiter, encoding }, foreign: null });
  });

  test('a sample that ends within a character is UTF-8 all the same', () => {
    expect(guessDialect(utf8('a,ä').slice(0, -1)).dialect.encoding).toBe('utf-8');
  });

  test('a workbook is said to be one', () => {
    expect(guessDialect(Uint8Array.from([0x50, 0x4b, 0x03, 0x04])).foreign).toContain('XLSX');
  });

  test.each([
    [['txn_id', 'amount'], true],
    [['Müller', '12.50'], false],
    [['ada@acme.example', 'name'], false],
    [['name', 'name'], false],
    [['one'], false],
  ])('%j is a header: %s', (cells, isOne) => {
    expect(looksLikeHeader(cells)).toBe(isOne);
  });

  test('rows of any width are cut', () => {
    const format = formatOfAnything({ ...plainDialect, header: false });
    expect(sampleRows(format, whole('a,b\n1,2,3\n'), 9).rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2', '3'],
    ]);
  });
});

describe('how well a file fits a feed', () => {
  const fit = (text: string) => fitFormat(standardPurchases, whole(text), context);

  test('wholly', () => {
    expect(fit(`${header}\n${good}\n`)).toMatchObject({
      columnsFound: 8,
      columnsExpected: 8,
      missing: [],
      rowsRead: 1,
      rowsGood: 1,
      refusal: null,
    });
  });

  test('with rows that have problems', () => {
    expect(fit(`${header}\n${good}\nT2,E1,31.02.2024,1,EUR,,,\n`)).toMatchObject({
      rowsRead: 2,
      rowsGood: 1,
    });
  });

  test('but for a column that it needs', () => {
    expect(fit(`${header.replace('amount', 'basket')}\n${good}\n`)).toMatchObject({
      columnsFound: 7,
      missing: ['amount'],
      unknown: ['basket'],
      rowsRead: 0,
      refusal: { name: 'HEADER_MISSING' },
    });
  });

  test('not at all', () => {
    expect(fit('x;y\n1;2\n')).toMatchObject({ columnsFound: 0, rowsRead: 0 });
  });

  test('a row that the sample cuts through is not held against it', () => {
    const bytes = utf8(`${header}\n${good}\nT2,E1,2024`);
    expect(fitFormat(standardPurchases, { bytes, isWhole: false }, context)).toMatchObject({
      rowsRead: 1,
      rowsGood: 1,
    });
  });
});
