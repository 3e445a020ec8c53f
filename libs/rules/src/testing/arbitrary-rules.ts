import fc from 'fast-check';
import type {
  FactName,
  InputDeclaration,
  Outcome,
  RuleSetDocument,
} from '../document/rule-set-document.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import type { Slot, Value } from '../value.ts';

/** Fields of every type, present and optional, that random rule sets use. */
export const arbitrarySlots: readonly (Slot & { readonly optional: boolean })[] = [
  { name: 'occurredOn', type: 'date', optional: false },
  { name: 'amount', type: 'decimal', scale: 4, optional: false },
  { name: 'n', type: 'integer', optional: false },
  { name: 'q', type: 'integer', optional: true },
  { name: 'name', type: 'text', optional: false },
  { name: 'kind', type: 'text', optional: true },
  { name: 'flag', type: 'boolean', optional: false },
];

const max = Number.MAX_SAFE_INTEGER;
const text = fc.constantFrom('A', 'B', 'AB', 'ß', '', 'İ', '\u{1f600}');
const wholeNumber = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: -12, max: 120 }) },
  { weight: 1, arbitrary: fc.constantFrom(max, -max) },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
);

/** A value of a slot's type: small, extreme or missing. Now and then missing although it is required. */
function arbitraryValue({ type, optional }: (typeof arbitrarySlots)[number]): fc.Arbitrary<Value> {
  const present: fc.Arbitrary<Value> =
    type === 'text' ? text : type === 'boolean' ? fc.boolean() : wholeNumber;
  return fc.oneof(
    { weight: optional ? 3 : 40, arbitrary: present },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

export const arbitraryRow: fc.Arbitrary<Value[]> = fc.tuple(...arbitrarySlots.map(arbitraryValue));

const arbitraryInputs: readonly InputDeclaration[] = [
  ...arbitrarySlots,
  { name: 'held', type: 'integer', fact: 'balance' },
  { name: 'soFar', type: 'integer', fact: 'accruedThisMonth' },
];

export const arbitraryFacts: fc.Arbitrary<Record<FactName, number>> = fc.record({
  balance: wholeNumber,
  accruedThisMonth: wholeNumber,
  accruedThisYear: wholeNumber,
});

interface Expressions {
  readonly number: string;
  readonly condition: string;
  readonly text: string;
}

/** Well-typed expressions, most of the time: some use a field that may be missing without a guard, and do not compile. */
const { number, condition } = fc.letrec<Expressions>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'n',
      'amount',
      'coalesce(q, 3)',
      'size(name)',
      '2',
      '0.5',
      '100',
      'q',
      'floor(amount)',
      'year(occurredOn)',
      'held',
      'max(0, 50 - soFar)',
    ),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '%'), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(fc.constantFrom('floor', 'round', 'ceil', 'abs'), tie('number'))
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `div(${a}, ${b}, 2)`),
    fc
      .tuple(tie('condition'), tie('number'), tie('number'))
      .map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
  ),
  text: fc.constantFrom(
    'name',
    'kind',
    '"A"',
    '"AB"',
    'lowerAscii(name)',
    'coalesce(kind, "B")',
    'name + "A"',
  ),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'flag',
      'true',
      'has(q)',
      'kind == null',
      'name == "A"',
      'kind != "B"',
      'n > 3',
      'amount <= 0.005',
      'q == 5',
    ),
    fc.constantFrom(
      'name in ["A", "B"]',
      'n in [1, 2, 3]',
      'q in [1, 2]',
      'name == "A" || name == "AB"',
      'n < 2 || n > 90',
      '!has(kind)',
    ),
    fc.constantFrom(
      'occurredOn >= date("1970-01-20")',
      'has(q) && q > 2',
      'kind in ["A"] && size(kind) == 1',
    ),
    fc
      .tuple(tie('number'), fc.constantFrom('<', '>=', '==', '!='), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(tie('text'), fc.constantFrom('==', '!='), tie('text'))
      .map(([a, op, b]) => `${a} ${op} ${b}`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('condition').map((c) => `!(${c})`),
  ),
}));

/** Expressions of numbers, and conditions, as they stand in rules. Some do not compile. */
export const [arbitraryNumber, arbitraryCondition] = [number, condition];

/** Conditions that never fail, as most are; what the clause index is made for. */
const calmCondition = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('n', 'amount', 'occurredOn.dayOfMonth()', 'held', 'soFar'),
      comparison(),
      fc.integer({ min: -5, max: 60 }),
    )
    .map(([field, operator, value]) => `${field} ${operator} ${value}`),
  fc.constantFrom(
    'name == "A"',
    'kind != "B"',
    'kind in ["A", "AB"]',
    'flag',
    'has(q) && q > 2',
    'q == 5',
  ),
  fc.constantFrom(
    'name == "A" && n > 3',
    'n < 2 || n > 50',
    'flag && kind == "B" && amount > 0.001',
  ),
);

const wildPoints = number.map((n) => `floor(${n})`);

const calmOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .constantFrom('1', '3', '7', 'max(0, 50 - soFar)')
      .map((p) => ({ do: 'accrue' as const, points: p })),
  },
  {
    weight: 2,
    arbitrary: fc.constant({
      do: 'accrue' as const,
      points: '5',
      expires: { months: 3, endOf: 'month' as const },
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'warn' as const, message: 'warned' }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('"B"', 'null', 'name')
      .map((value) => ({ do: 'set' as const, field: 'kind', value })),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: -5, max: 90 })
      .map((n) => ({ do: 'set' as const, field: 'n', value: String(n) })),
  },
);

/** Outcomes that end the row, or may fail. */
const wildOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant({ do: 'skip' as const, reason: 'skipped' }),
  fc.constant({ do: 'reject' as const, message: 'rejected' }),
  fc.constant({ do: 'reverse' as const, points: '3' }),
  wildPoints.map((points) => ({ do: 'reverse' as const, points })),
  wildPoints.map((points) => ({ do: 'accrue' as const, points })),
  number.map((n) => ({ do: 'set' as const, field: 'n', value: `round(${n})` })),
);

const outcomes = fc.array(mostly(calmOutcome, wildOutcome), { minLength: 1, maxLength: 3 });

const calmCell = fc.oneof(
  fc.constantFrom(
    '-',
    '-',
    '[1..5)',
    '(2..80]',
    '7',
    '1, 2, > 50',
    '!= 3',
    'in [1, 2]',
    '<= n',
    'null',
  ),
  fc
    .tuple(comparison(), fc.integer({ min: -5, max: 60 }))
    .map(([operator, value]) => `${operator} ${value}`),
);

const cell = mostly(calmCell, condition);

const table = fc.record({
  id: fc.constant('t'),
  hitPolicy: fc.constantFrom(
    'first' as const,
    'unique' as const,
    'collect' as const,
    'priority' as const,
  ),
  columns: fc.constant([{ input: 'n' }, { input: 'q' }]),
  rows: clauses(
    fc.record({ when: fc.tuple(cell, cell), then: outcomes, priority: fc.nat({ max: 3 }) }),
  ),
});

function comparison(): fc.Arbitrary<string> {
  return fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
}

function mostly<T>(calm: fc.Arbitrary<T>, wild: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 24, arbitrary: calm }, { weight: 1, arbitrary: wild });
}

/** Up to 70 clauses, so that clause indexes have more than two words. */
function clauses<T extends object>(clause: fc.Arbitrary<T>): fc.Arbitrary<(T & { id: string })[]> {
  return fc
    .array(clause, { maxLength: 70, size: 'max' })
    .map((list) => list.map((one, index) => ({ id: `c${index}`, ...one })));
}

/** Whole rule sets with a table and rules. Some do not compile. */
export const arbitraryRuleSet: fc.Arbitrary<RuleSetDocument> = fc.record({
  $schema: fc.constant(ruleSetSchemaUrl),
  name: fc.constant('arbitrary'),
  pointsMax: fc.constantFrom(50, 1_000_000, max),
  inputs: fc.constant(arbitraryInputs),
  tables: fc.array(table, { maxLength: 1 }),
  rules: clauses(fc.record({ when: mostly(calmCondition, condition), then: outcomes })),
});
