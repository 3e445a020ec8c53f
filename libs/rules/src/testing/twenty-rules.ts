import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import type { Outcome, RuleSetDocument } from '../document/rule-set-document.ts';

const accrue = (points: string): Outcome => ({ do: 'accrue', points });
const warn = (message: string): Outcome => ({ do: 'warn', message });

/** [condition, points, warning]: twenty rules of three conditions, as the benchmark and its rivals run them. For purchases. */
const twenty: readonly (readonly [when: string, points: string, warning?: string])[] = [
  ['kind == "sale" && amount >= 10 && currency == "USD"', 'floor(amount)'],
  ['kind == "sale" && amount >= 100 && category == "MUSIC"', 'floor(amount * 0.5)'],
  ['kind == "sale" && amount >= 100 && category == "BOOKS"', 'floor(amount * 0.25)'],
  ['kind == "sale" && quantity > 5 && category == "MUSIC"', 'quantity * 2'],
  ['kind == "sale" && quantity > 10 && amount > 250', 'quantity * 5', 'A large basket.'],
  ['store == "NYC" && amount > 50 && quantity >= 2', '10'],
  ['store == "BOS" && amount > 50 && quantity >= 2', '12'],
  ['store == "SFO" && amount > 75 && category != "GAMES"', '15'],
  ['store in ["NYC", "BOS"] && category == "GAMES" && amount < 20', '3'],
  ['currency == "EUR" && amount >= 10 && kind == "sale"', 'floor(amount * 1.1)'],
  ['currency == "GBP" && amount >= 10 && kind == "sale"', 'floor(amount * 1.3)'],
  ['occurredOn >= date("2026-03-01") && occurredOn < date("2026-04-01") && amount > 30', '20'],
  [
    'occurredOn >= date("2026-11-20") && occurredOn <= date("2026-11-30") && kind == "sale"',
    'floor(amount * 2)',
    'Season.',
  ],
  ['category == "TOYS" && quantity >= 3 && amount > 40', 'quantity * 4'],
  ['category == "FOOD" && amount > 200 && store == "NYC"', '25'],
  ['category == "FOOD" && quantity < 2 && amount < 5', '1'],
  ['amount > 400 && quantity <= 2 && currency == "USD"', '50', 'A dear item.'],
  ['amount > 450 && store == "LAX" && kind == "sale"', '60'],
  ['quantity == 7 && kind == "sale" && amount >= 7', '7'],
  ['kind == "gift" && amount > 25 && currency == "USD"', 'floor(amount * 0.1)'],
];

/** Twenty rules of three conditions and one or two outcomes each. */
export function twentyRules(): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'twenty',
    pointsMax: 100_000_000,
    inputs: [
      { name: 'occurredOn', type: 'date' },
      { name: 'amount', type: 'decimal', scale: 4 },
      { name: 'currency', type: 'text' },
      { name: 'quantity', type: 'integer' },
      { name: 'kind', type: 'text' },
      { name: 'store', type: 'text' },
      { name: 'category', type: 'text' },
    ],
    rules: twenty.map(([when, points, warning], index) => ({
      id: `rule-${index + 1}`,
      when,
      then: warning === undefined ? [accrue(points)] : [accrue(points), warn(warning)],
    })),
  };
}
