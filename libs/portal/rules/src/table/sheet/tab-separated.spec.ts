import { readTabSeparated, writeTabSeparated } from './tab-separated.ts';

describe('cells on the clipboard', () => {
  it.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\tb\r\n', [['a', 'b']]],
    ['a\t\tb', [['a', '', 'b']]],
    ['', [['']]],
    ['"GOLD"\t"GOLD", "SILVER"', [['"GOLD"', '"GOLD", "SILVER"']]],
    ['"two\nlines"\tb', [['two\nlines', 'b']]],
    ['"say ""hi"""\tb', [['say "hi"', 'b']]],
    ['a\n\nb', [['a'], [''], ['b']]],
  ])('%j are %j', (text, rows) => {
    expect(readTabSeparated(text)).toEqual(rows);
  });

  it('come back as they went', () => {
    const rows = [
      ['"GOLD"', '>= 100'],
      ['two\nlines and "quotes"', ''],
    ];

    expect(readTabSeparated(writeTabSeparated(rows))).toEqual(rows);
  });
});
