import type { InputDeclaration, RuleSetDocument, TestCase } from '@waybill/rules';

/** A value that a test gives, or may give. */
export interface GivenField {
  readonly name: string;
  /** What may be written, for a person. */
  readonly hint: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean';
  readonly value: string;
  /** The rules have no such input any more. */
  readonly isStray: boolean;
}

/** The inputs of the rules, and what the test says of others. */
export function givenFields({ inputs }: RuleSetDocument, { row }: TestCase): readonly GivenField[] {
  const known = inputs.map((input) => ({
    name: input.name,
    hint: hintOf(input),
    kind: kindOf(input),
    value: row[input.name] ?? '',
    isStray: false,
  }));
  const names = new Set(inputs.map(({ name }) => name));
  const strays = Object.entries(row).filter(([name]) => !names.has(name));
  return [
    ...known,
    ...strays.map(([name, value]) => ({
      name,
      hint: 'no input of the rules',
      kind: 'text' as const,
      value: value ?? '',
      isStray: true,
    })),
  ];
}

/** @param text Nothing for no value */
export function withGiven(test: TestCase, name: string, text: string): TestCase {
  const { [name]: _former, ...rest } = test.row;
  if (text === '') return { ...test, row: rest };
  // In its old place, so that a test does not look changed all over.
  const isThere = Object.hasOwn(test.row, name);
  const row = isThere ? { ...test.row, [name]: text } : { ...rest, [name]: text };
  return { ...test, row };
}

function kindOf({ type }: InputDeclaration): GivenField['kind'] {
  if (type === 'integer' || type === 'decimal') return 'number';
  return type === 'timestamp' ? 'text' : type;
}

function hintOf({ type, scale, fact, optional }: InputDeclaration): string {
  if (fact !== undefined) return `${factWords[fact]}; 0 if empty`;
  const words = type === 'decimal' ? decimalWords(scale ?? 0) : typeWords[type];
  return optional === true ? `${words}, or none` : words;
}

function decimalWords(scale: number): string {
  return scale === 0 ? 'whole number' : `number, up to ${String(scale)} decimals`;
}

const typeWords = {
  integer: 'whole number',
  text: 'text',
  boolean: 'true or false',
  date: 'date',
  timestamp: 'moment, such as 2026-01-31T12:00:00Z',
} as const;

const factWords = {
  balance: 'balance of the member before the row',
  accruedThisMonth: 'granted before in the month of the row',
  accruedThisYear: 'granted before in the year of the row',
} as const;
