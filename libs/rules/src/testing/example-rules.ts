import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import type { InputDeclaration, RuleSetDocument } from '../document/rule-set-document.ts';

const occurredOn: InputDeclaration = { name: 'occurredOn', type: 'date' };
const amount: InputDeclaration = { name: 'amount', type: 'decimal', scale: 4 };
const twoYears = { months: 24, endOf: 'month' } as const;

/** One point per whole unit of money, kept to the end of the month two years later. For purchases. */
export function cdnowRules(): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'cdnow-standard',
    inputs: [occurredOn, amount],
    derived: [{ name: 'dollars', expression: 'floor(amount)' }],
    rules: [
      {
        id: 'base',
        when: 'dollars >= 0',
        then: [{ do: 'accrue', points: 'dollars', expires: twoYears }],
      },
    ],
  };
}

/** More points for larger purchases, a bonus in a season, and a refusal above a limit. For purchases. */
export function tieredRules(): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'tiered',
    inputs: [occurredOn, amount, { name: 'category', type: 'text', optional: true }],
    pointsMax: 100_000,
    valueMaps: [
      { name: 'categoryRate', type: 'decimal', scale: 2, entries: { BOOKS: '1.5', MUSIC: '2.0' } },
    ],
    derived: [
      { name: 'dollars', expression: 'floor(amount)' },
      { name: 'rate', expression: 'lookup(categoryRate, coalesce(category, ""), 1)' },
    ],
    tables: [
      {
        id: 'limit',
        hitPolicy: 'first',
        columns: [{ input: 'amount' }],
        rows: [
          { id: 'refund', when: ['< 0'], then: [{ do: 'skip', reason: 'Refunds earn nothing.' }] },
          {
            id: 'large',
            when: ['> 50000'],
            then: [{ do: 'reject', message: 'Purchases over 50,000 are checked by hand.' }],
          },
        ],
      },
      {
        id: 'base',
        hitPolicy: 'first',
        columns: [{ input: 'dollars' }],
        rows: [
          {
            id: 'gold',
            when: ['>= 500'],
            then: [{ do: 'accrue', points: 'floor(dollars * rate * 2)', expires: twoYears }],
          },
          {
            id: 'silver',
            when: ['[100..500)'],
            then: [{ do: 'accrue', points: 'floor(dollars * rate * 1.5)', expires: twoYears }],
          },
          {
            id: 'standard',
            when: ['-'],
            then: [{ do: 'accrue', points: 'floor(dollars * rate)', expires: twoYears }],
          },
        ],
      },
      {
        id: 'season',
        hitPolicy: 'collect',
        columns: [{ input: 'category' }],
        rows: [
          {
            id: 'music-autumn',
            when: ['"MUSIC"'],
            effectiveFrom: '2026-09-01',
            effectiveTo: '2026-11-30',
            then: [{ do: 'accrue', points: '25', expires: { months: 6, endOf: 'day' } }],
          },
        ],
      },
    ],
  };
}

/** As cdnowRules, and a row of kind `return` takes back what its original earned. For purchases with kind and originalTxnId. */
export function returnsRules(): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'purchases-and-returns',
    inputs: [
      occurredOn,
      amount,
      { name: 'kind', type: 'text', optional: true },
      { name: 'originalTxnId', type: 'text', optional: true },
    ],
    derived: [{ name: 'dollars', expression: 'floor(amount)' }],
    rules: [
      {
        id: 'return-without-original',
        when: 'kind == "return" && !has(originalTxnId)',
        then: [{ do: 'reject', message: 'A return names the transaction that it takes back.' }],
      },
      { id: 'return', when: 'kind == "return"', then: [{ do: 'reverse' }] },
      {
        id: 'base',
        when: 'dollars >= 0',
        then: [{ do: 'accrue', points: 'dollars', expires: twoYears }],
      },
      {
        id: 'negative',
        when: 'dollars < 0',
        then: [{ do: 'reject', message: 'Only returns have a negative amount.' }],
      },
    ],
  };
}

/** As cdnowRules, and no more than 500 points a month. For purchases. */
export function cappedRules(): RuleSetDocument {
  return {
    ...cdnowRules(),
    name: 'capped',
    inputs: [occurredOn, amount, { name: 'soFar', type: 'integer', fact: 'accruedThisMonth' }],
    rules: [
      {
        id: 'capped',
        when: 'dollars >= 0',
        then: [{ do: 'accrue', points: 'min(dollars, max(0, 500 - soFar))', expires: twoYears }],
      },
    ],
  };
}
