import type { InputDeclaration, RuleSetDocument, WrittenRow } from '@waybill/rules';
import { maskedRow } from './masked-row.ts';

const texts = ['memberNo', 'txnId', 'originalTxnId', 'store', 'note', 'tier'];

describe('a row that goes into rules', () => {
  it('keeps what it is about, and puts stand-ins of the same shape for who it is about', () => {
    const masked = mask({
      memberNo: 'DE-4711-x',
      store: 'Köln Süd',
      amount: '12.50',
      txnId: 'T77',
    });

    expect(masked.row).toMatchObject({
      memberNo: 'AB-1234-c',
      store: 'Köln Süd',
      amount: '12.50',
      txnId: 'B23',
    });
    expect(masked.standIns).toEqual(['memberNo', 'txnId']);
  });

  it('is the same every time, and the same values of a row stay the same', () => {
    const row = { memberNo: 'E1042', txnId: 'T-1', originalTxnId: 'T-1' };

    const { row: masked } = mask(row);

    expect(mask(row).row).toEqual(masked);
    expect(masked['originalTxnId']).toBe(masked['txnId']);
    expect(masked['memberNo']).not.toBe(masked['txnId']);
  });

  it.each(['A1234', 'E1042', 'Ünal Şahin', '東京 太郎', 'a@b.example', '😀'])(
    'never gives %s back',
    (memberNo) => {
      const masked = mask({ memberNo, note: memberNo }).row;

      expect(masked['memberNo']).not.toBe(memberNo);
      expect(masked['note']).not.toContain(memberNo);
    },
  );

  it('keeps nothing of a sentence, not even its length', () => {
    expect(mask({ note: 'call Ines Roy '.repeat(20) }).row['note']).toBe('abcde-fg');
  });

  it('keeps a text that the rules name, which is in them already', () => {
    const masked = mask({ tier: 'GOLD', note: 'SILVER' });

    expect(masked.row).toMatchObject({ tier: 'GOLD' });
    expect(masked.row['note']).not.toBe('SILVER');
    expect(masked.standIns).toEqual(['note']);
  });

  it.each([
    ['bornOn', 'date', '1981-04-17', '2000-01-01'],
    ['salary', 'decimal', '81234.56', '1'],
    ['age', 'integer', '45', '1'],
    ['married', 'boolean', 'false', 'true'],
  ] as const)('puts one value for every %s', (name, type, value, standIn) => {
    const rules = rulesOf([{ name, type }]);

    expect(maskedRow(rules, { [name]: value }).row).toEqual({ [name]: standIn });
  });

  it('gives a stand-in for what is hidden and may not be missing, and leaves what may', () => {
    const rules = rulesOf([
      { name: 'badge', type: 'text' },
      { name: 'note', type: 'text', optional: true },
    ]);

    expect(maskedRow(rules, { badge: null, note: null })).toEqual({
      row: { badge: 'abcde-fg', note: null },
      standIns: ['badge'],
    });
  });

  it('keeps facts, which are sums of points', () => {
    const rules = rulesOf([{ name: 'soFar', type: 'integer', fact: 'balance' }]);

    expect(maskedRow(rules, { soFar: '450' }).row).toEqual({ soFar: '450' });
  });
});

function mask(row: WrittenRow) {
  const inputs: InputDeclaration[] = [
    ...texts.map((name) => ({ name, type: 'text', optional: true }) as const),
    { name: 'amount', type: 'decimal', scale: 4 },
  ];
  return maskedRow(rulesOf(inputs), row);
}

/** Rules that name GOLD, and SILVER only in a test. */
function rulesOf(inputs: readonly InputDeclaration[]): RuleSetDocument {
  return {
    $schema: 'https://waybill.dev/schemas/rule-set-1.json',
    name: 'masked',
    inputs,
    rules: [{ id: 'gold', when: 'tier == "GOLD"', then: [{ do: 'skip', reason: 'No.' }] }],
    tests: [{ id: 'one', row: { note: 'SILVER', tier: '"SILVER"' }, expect: { outcome: 'skip' } }],
  };
}
