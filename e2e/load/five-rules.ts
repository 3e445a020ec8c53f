import { Engine } from 'json-rules-engine';
import { purchaseFeed } from '../fixtures/feeds.ts';

/** What the three of them see of a purchase. */
export interface Purchase {
  cents: number;
  quantity: number;
  store: string;
}

/** The five rules by hand: the oracle of both engines. Points, or null for a refused row. */
export function pointsByHand({ cents, quantity, store }: Purchase): number | null {
  if (cents > 10_000_000) return null;
  if (cents < 200) return 0;
  const base = cents >= 20_000 ? Math.floor((cents * 3) / 200) : Math.floor(cents / 100);
  return base + (quantity >= 3 ? 10 : 0) + (store === 'S7' ? 25 : 0);
}

const accrue = (points: string) => [
  { do: 'accrue', points, expires: { months: 24, endOf: 'month' } },
];

/** The same five rules as a feed's rule set. */
export const fiveRulesFeed = {
  ...purchaseFeed,
  rules: {
    $schema: 'https://waybill.dev/schemas/rule-set-1.json',
    name: 'five-rules',
    inputs: [
      { name: 'occurredOn', type: 'date' },
      { name: 'amount', type: 'decimal', scale: 4 },
      { name: 'quantity', type: 'integer', optional: true },
      { name: 'store', type: 'text', optional: true },
    ],
    tables: [
      {
        id: 'base',
        hitPolicy: 'first',
        columns: [{ input: 'amount' }],
        rows: [
          {
            id: 'implausible',
            when: ['> 100000.0'],
            then: [{ do: 'reject', message: 'more than anybody buys' }],
          },
          {
            id: 'small',
            when: ['< 2.0'],
            then: [{ do: 'skip', reason: 'below the smallest basket' }],
          },
          { id: 'large', when: ['>= 200.0'], then: accrue('floor(amount * 1.5)') },
          { id: 'standard', when: ['-'], then: accrue('floor(amount)') },
        ],
      },
    ],
    rules: [
      { id: 'three-or-more', when: 'has(quantity) && quantity >= 3', then: accrue('10') },
      { id: 'store-seven', when: 'store == "S7"', then: accrue('25') },
    ],
  },
};

/** The same five rules for json-rules-engine, as its users write them. */
export function jsonRules(): (purchase: Purchase) => Promise<number | null> {
  const engine = new Engine();
  const rule = (type: string, ...all: { fact: string; operator: string; value: unknown }[]) =>
    engine.addRule({ conditions: { all }, event: { type } });
  rule('implausible', { fact: 'cents', operator: 'greaterThan', value: 10_000_000 });
  rule('small', { fact: 'cents', operator: 'lessThan', value: 200 });
  rule('large', { fact: 'cents', operator: 'greaterThanInclusive', value: 20_000 });
  rule('three-or-more', { fact: 'quantity', operator: 'greaterThanInclusive', value: 3 });
  rule('store-seven', { fact: 'store', operator: 'equal', value: 'S7' });
  return async (purchase) => {
    const fired = new Set((await engine.run({ ...purchase })).events.map(({ type }) => type));
    if (fired.has('implausible')) return null;
    if (fired.has('small')) return 0;
    const base = fired.has('large')
      ? Math.floor((purchase.cents * 3) / 200)
      : Math.floor(purchase.cents / 100);
    return base + (fired.has('three-or-more') ? 10 : 0) + (fired.has('store-seven') ? 25 : 0);
  };
}
