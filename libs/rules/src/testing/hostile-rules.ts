import type { DiagnosticCode } from '../diagnostic.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';

/** Rules that must be refused, by their ids in the catalogue of bad inputs, with the first thing that is found in them. */
export interface HostileRules {
  readonly id: string;
  readonly about: string;
  /** As it is sent; over the fields of a purchase. */
  readonly text: string;
  readonly code: DiagnosticCode;
  readonly pointer: string;
}

const skipping = { when: 'true', then: [{ do: 'skip', reason: 'No reason.' }] };

export const hostileRules: readonly HostileRules[] = [
  inCondition('R01', 'a field that the feed does not have', 'amuont > 1', 'rule-unknown-field'),
  inCondition('R02', 'a path into the prototype', '__proto__.polluted == 1', 'rule-path'),
  inCondition('R02', 'a way to Function', 'constructor.constructor("x")()', 'rule-syntax'),
  inCondition('R02', 'a part of a field', 'category.constructor == 1', 'rule-path'),
  {
    id: 'R02',
    about: 'an input named __proto__',
    text: `{"$schema":"${ruleSetSchemaUrl}","name":"x","inputs":[{"name":"__proto__","type":"text"}]}`,
    code: 'rule-document',
    pointer: '/inputs/0/name',
  },
  inCondition('R03', 'a JSONPath script', '$.rows[?(@.amount > 1)]', 'rule-syntax'),
  inCondition('R04', 'a template where an expression stands', '{{ this.process }}', 'rule-syntax'),
  inCondition('R05', 'a pattern that takes forever', 'category.matches("(a+)+$")', 'rule-regex'),
  inCondition('R06', 'looking ahead, and back', 'matches(category, "(?=a)\\\\1")', 'rule-regex'),
  inCondition(
    'R07',
    'a pattern of 10,000 characters',
    `matches(category, "${'a'.repeat(10_000)}")`,
    'rule-limit',
  ),
  inCondition('R08', 'brackets 1,900 deep', `${'('.repeat(1_900)}1`, 'rule-limit'),
  inCondition('R08', 'brackets 10,000 deep', `${'('.repeat(10_000)}1`, 'rule-limit'),
  {
    id: 'R08',
    about: 'JSON 10,000 deep',
    text: '['.repeat(10_000),
    code: 'rule-limit',
    // Where it became too deep.
    pointer: '/0'.repeat(17),
  },
  inCondition(
    'R09',
    '100,000 conditions in one',
    Array.from({ length: 100_000 }, () => 'true').join(' && '),
    'rule-limit',
  ),
  {
    id: 'R09',
    about: '10,000 rules',
    text: documentOf({
      rules: Array.from({ length: 10_000 }, (_, at) => ({ ...skipping, id: `r${String(at)}` })),
    }),
    code: 'rule-limit',
    pointer: '/rules',
  },
  {
    id: 'R10',
    about: 'YAML whose aliases grow without end',
    text: 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nrun: !!js/function "return 1"\n',
    code: 'rule-json',
    pointer: '',
  },
  {
    id: 'R11',
    about: 'the same key twice',
    text: documentOf({ rules: [] }).replace('{', '{"name":"other",'),
    code: 'rule-duplicate-key',
    pointer: '/name',
  },
  inCondition('R12', 'a division by nothing', 'div(amount, 0, 2) > 1', 'rule-division-by-zero'),
  inCondition(
    'R12',
    'a result beyond every number',
    'max(amount, 900000000000) * 100000 > 1',
    'rule-overflow',
  ),
  {
    id: 'R13',
    about: 'derived fields that lead to each other',
    text: documentOf({
      derived: [
        { name: 'a', expression: 'b + 1' },
        { name: 'b', expression: 'a + 1' },
      ],
    }),
    code: 'rule-unknown-field',
    pointer: '/derived/0/expression',
  },
  {
    id: 'R14',
    about: 'a period that ends before it begins',
    text: documentOf({
      rules: [{ ...skipping, id: 'a', effectiveFrom: '2026-05-01', effectiveTo: '2026-04-30' }],
    }),
    code: 'rule-effective-dates',
    pointer: '/rules/0/effectiveTo',
  },
  inCondition(
    'R16',
    'the time',
    'timestamp("2026-01-01T00:00:00Z") < now()',
    'rule-not-deterministic',
  ),
  inCondition('R16', 'chance', 'random() < 0.5', 'rule-not-deterministic'),
  {
    id: 'R24',
    about: 'an id with markup',
    text: documentOf({ rules: [{ ...skipping, id: '<img onerror>' }] }),
    code: 'rule-document',
    pointer: '/rules/0/id',
  },
];

/** A document over the fields of a purchase, with these parts. */
export function documentOf(parts: object): string {
  return JSON.stringify({ ...plain(), ...parts });
}

function plain() {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'hostile',
    inputs: [
      { name: 'occurredOn', type: 'date' },
      { name: 'amount', type: 'decimal', scale: 4 },
      { name: 'category', type: 'text', optional: true },
    ],
  };
}

function inCondition(id: string, about: string, when: string, code: DiagnosticCode): HostileRules {
  const text = documentOf({ rules: [{ ...skipping, id: 'a', when }] });
  return { id, about, text, code, pointer: '/rules/0/when' };
}
