import type { RuleSetDocument } from '@waybill/rules';
import { pastedText } from '../sheet/sheet-edits.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { valueMapSheet } from './names-sheets.ts';

describe('the codes of a value map', () => {
  it.each<[string, Record<string, string>, string, [string, string][], string[]]>([
    [
      'a code twice',
      {},
      'X\t1\nX\t2\nZ\t3',
      [
        ['X', '1'],
        ['Z', '3'],
      ],
      ['code 2, Code: There is another X.'],
    ],
    [
      'codes that are moved up',
      { A: '1', B: '2' },
      'B\t20\nC\t30',
      [
        ['A', '1'],
        ['C', '30'],
      ],
      ['code 1, Code: There is another B.'],
    ],
  ])(
    'take of a pasted block with %s no value for another code',
    (_what, entries, text, rows, faults) => {
      const sheet = codes(entries);

      const edit = pastedText(sheet, { top: 0, left: 0, bottom: 0, right: 0 }, text);

      expect(edit).toEqual({ rows, faults });
    },
  );

  it('say why they cannot be moved', () => {
    expect(codes({ A: '1', 30: '2' }).unordered).toContain('order of codes means nothing');
  });
});

function codes(entries: Record<string, string>): Sheet<readonly [string, string]> {
  const map = { name: 'codes', type: 'decimal', scale: 2, entries } as const;
  const sheet = valueMapSheet({ valueMaps: [map] } as unknown as RuleSetDocument, 0);
  if (sheet === null) throw new Error('no sheet');
  return sheet;
}
