import { ruleSetSchemaUrl } from '@waybill/rules';
import type { RuleSetDocument } from '@waybill/rules';
import { purchaseSlots } from '@waybill/rules/testing';
import { RowJudge } from './judge-row.ts';

describe('a row that rules are tried on', () => {
  it('is decided, with what each clause that was tried was given', () => {
    const verdict = judged({ amount: '20.0000' });

    expect(verdict?.decision).toMatchObject({ outcome: 'accrue', points: 40, clauses: 'base/mid' });
    expect(verdict?.groups).toMatchObject([
      {
        label: 'Base',
        notReached: 1,
        clauses: [
          {
            id: 'large',
            matched: false,
            conditions: [
              {
                words: 'amount is at least 100',
                result: 'does-not-hold',
                values: [{ name: 'amount', value: '20.0000' }],
              },
            ],
          },
          { id: 'mid', matched: true, effects: [{ do: 'accrue', points: 40 }] },
        ],
      },
    ]);
  });

  it('marks every clause, and where those stopped that do not match', () => {
    expect(judged({ amount: '20.0000' })?.highlight).toEqual([
      { clause: 'base/large', pointer: '/tables/0/rows/0', state: 'not', stop: 'when/0' },
      { clause: 'base/mid', pointer: '/tables/0/rows/1', state: 'fired' },
      { clause: 'base/rest', pointer: '/tables/0/rows/2', state: 'not-reached' },
    ]);
  });

  it('tells values as they were when a condition was asked', () => {
    const rules = [
      { id: 'cut', when: 'amount > 10', then: [set('amount', 'amount - 5')] },
      { id: 'still', when: 'amount > 18 && store != "amount"', then: [accrue('1')] },
    ];
    const verdict = judged({ amount: '20.0000', store: 'S1' }, { tables: [], rules });

    expect(verdict?.groups[0]?.clauses.at(-1)?.conditions).toEqual([
      {
        words: 'amount > 18 && store != "amount"',
        isCode: true,
        result: 'does-not-hold',
        values: [
          { name: 'amount', value: '15.0000' },
          { name: 'store', value: 'S1' },
        ],
      },
    ]);
  });

  it('has facts under whatever name the rules give them', () => {
    const inputs = [
      ...document.inputs,
      { name: 'soFar', type: 'integer', fact: 'balance' } as const,
    ];
    const rules = [{ id: 'count', when: 'soFar > 5', then: [accrue('soFar')] }];
    const verdict = judged({ amount: '20.0000', fact_balance: '7' }, { inputs, tables: [], rules });

    expect(verdict?.decision.points).toBe(7);
    expect(verdict?.row).toEqual({ amount: '20.0000', soFar: '7', store: null });
  });

  it('lists of very many that do not match only the last', () => {
    const tables = [
      {
        id: 'base',
        hitPolicy: 'first' as const,
        columns: [{ input: 'amount' }],
        rows: Array.from({ length: 60 }, (_, at) => ({
          id: `r${String(at)}`,
          when: [`>= ${String(100 - at)}`],
          then: [accrue('1')],
        })),
      },
    ];
    const [group] = judged({ amount: '50.0000' }, { tables })?.groups ?? [];

    expect(group).toMatchObject({ left: 30, notReached: 9 });
    expect(group?.clauses.map(({ id }) => id)).toEqual(
      Array.from({ length: 21 }, (_, at) => `r${String(at + 30)}`),
    );
  });

  it.each([
    ['is no JSON', '{'],
    ['has errors', text({ rules: [{ id: 'wrong', when: 'amuont > 1', then: [accrue('1')] }] })],
  ])('is not decided by a text that %s', (_what, broken) => {
    const row = { amount: '20.0000' };
    expect(new RowJudge().judge({ text: broken, slots: purchaseSlots, row })).toBeNull();
  });
});

const document: RuleSetDocument = {
  $schema: ruleSetSchemaUrl,
  name: 'tried',
  inputs: [
    { name: 'amount', type: 'decimal', scale: 4 },
    { name: 'store', type: 'text', optional: true },
  ],
  tables: [
    {
      id: 'base',
      title: 'Base',
      hitPolicy: 'first',
      columns: [{ input: 'amount' }],
      rows: [
        { id: 'large', when: ['>= 100'], then: [accrue('floor(amount * 3)')] },
        { id: 'mid', when: ['>= 15'], then: [accrue('floor(amount * 2)')] },
        { id: 'rest', when: ['-'], then: [accrue('floor(amount)')] },
      ],
    },
  ],
};

function judged(row: Record<string, string>, change: Partial<RuleSetDocument> = {}) {
  return new RowJudge().judge({ text: text(change), slots: purchaseSlots, row });
}

function text(change: Partial<RuleSetDocument>): string {
  return JSON.stringify({ ...document, ...change });
}

function accrue(points: string) {
  return { do: 'accrue' as const, points };
}

function set(field: string, value: string) {
  return { do: 'set' as const, field, value };
}
