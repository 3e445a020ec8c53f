import { clauseGroups, fieldsUsed, outcomeText } from './clause-words.ts';

const document = {
  tables: [
    {
      id: 'tiers',
      title: 'More for larger baskets',
      hitPolicy: 'first',
      columns: [{ input: 'amount' }, { input: 'store' }],
      rows: [
        {
          id: 'large',
          when: ['>= 200.0', '-'],
          then: [{ do: 'accrue', points: 'floor(amount * 1.5)' }],
        },
        { id: 'small', when: ['-', '"OUTLET"'], then: [{ do: 'skip', reason: 'outlet' }] },
      ],
    },
  ],
  rules: [
    {
      id: 'welcome',
      when: 'true',
      effectiveFrom: '2026-11-01',
      then: [{ do: 'accrue', points: '5' }],
    },
  ],
};

describe('the rules behind an entry', () => {
  it('are shown whole, with what fired marked', () => {
    const groups = clauseGroups(document, ['tiers/large']);

    expect(groups.map(({ title, rows }) => [title, rows.map(({ fired }) => fired)])).toEqual([
      ['More for larger baskets', [true, false]],
      ['welcome', [false]],
    ]);
    expect(groups[0]?.rows[0]?.cells).toEqual(['>= 200.0', 'any']);
    expect(groups[1]?.rows[0]).toMatchObject({ cells: ['always'], period: 'from 2026-11-01' });
  });

  it('name the fields they looked at, and no others', () => {
    const fields = fieldsUsed(clauseGroups(document, ['tiers/large']));

    expect(fields.has('amount')).toBe(true);
    expect(fields.has('store')).toBe(false);
  });

  it('are none for a feed without rules', () => {
    expect(clauseGroups(null, ['base'])).toEqual([]);
  });
});

describe('an outcome in words', () => {
  it.each([
    [
      { do: 'accrue', points: '10', expires: { months: 1, endOf: 'month' } },
      'accrue 10, expiring 1 month later at the end of the month',
    ],
    [
      { do: 'accrue', points: '10', expires: { months: 24 } },
      'accrue 10, expiring 24 months later',
    ],
    [{ do: 'reverse' }, 'take back what was given'],
    [{ do: 'reverse', points: 'amount' }, 'take back amount'],
    [{ do: 'set', field: 'store', value: '"A"' }, 'set store to "A"'],
    [{ do: 'skip', reason: 'too small' }, 'skip: too small'],
    [{ do: 'reject', message: 'no store' }, 'reject: no store'],
    [{ do: 'warn', message: 'odd' }, 'warn: odd'],
  ] as const)('%j', (outcome, text) => {
    expect(outcomeText(outcome)).toBe(text);
  });
});
