import { parseDate } from '../src/evaluate/calendar.ts';
import { parseExpression } from '../src/parse/parse-expression.ts';
import type { SyntaxNode } from '../src/parse/syntax-tree.ts';
import { twentyRules } from '../src/testing/twenty-rules.ts';
import type { Purchase } from './purchases.ts';

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in';

/** A condition as other engines are told it: values counted as rows count them, lists after `in`. */
export interface Condition {
  readonly field: keyof Purchase;
  readonly operator: Operator;
  readonly values: readonly (string | number)[];
}

/** The twenty rules as what must hold and the points that a row then earns. A script computes the points, so that only conditions are compared. */
export interface RuleForOthers {
  readonly all: readonly Condition[];
  readonly points: (row: Purchase) => number;
}

const points: readonly RuleForOthers['points'][] = [
  ({ amount }) => Math.floor(amount / 10_000),
  ({ amount }) => Math.floor((amount * 5) / 100_000),
  ({ amount }) => Math.floor((amount * 25) / 1_000_000),
  ({ quantity }) => quantity * 2,
  ({ quantity }) => quantity * 5,
  () => 10,
  () => 12,
  () => 15,
  () => 3,
  ({ amount }) => Math.floor((amount * 11) / 100_000),
  ({ amount }) => Math.floor((amount * 13) / 100_000),
  () => 20,
  ({ amount }) => Math.floor((amount * 2) / 10_000),
  ({ quantity }) => quantity * 4,
  () => 25,
  () => 1,
  () => 50,
  () => 60,
  () => 7,
  ({ amount }) => Math.floor(amount / 100_000),
];

export const twentyForOthers: readonly RuleForOthers[] = (twentyRules().rules ?? []).map(
  ({ when }, index) => ({
    all: conditionsOf(parseExpression(when)),
    points: points[index] ?? (() => Number.NaN),
  }),
);

function conditionsOf(node: SyntaxNode): Condition[] {
  if (node.kind === 'membership' && node.list.kind === 'list') {
    const field = fieldOf(node.operand);
    return [{ field, operator: 'in', values: node.list.items.map((item) => valueOf(field, item)) }];
  }
  if (node.kind !== 'binary') throw new Error(`The others are not told of ${node.kind}.`);
  if (node.operator === '&&') return [...conditionsOf(node.left), ...conditionsOf(node.right)];
  const field = fieldOf(node.left);
  return [{ field, operator: node.operator as Operator, values: [valueOf(field, node.right)] }];
}

function fieldOf(node: SyntaxNode): keyof Purchase {
  if (node.kind !== 'name') throw new Error('A condition begins with its field.');
  return node.name as keyof Purchase;
}

function valueOf(field: string, node: SyntaxNode): string | number {
  if (node.kind === 'call' && node.args[0]?.kind === 'literal')
    return parseDate(String(node.args[0].value)) ?? Number.NaN;
  if (node.kind !== 'literal') throw new Error('A condition ends with a constant.');
  if (typeof node.value !== 'number') return String(node.value);
  return field === 'amount' ? node.value * 10 ** (4 - node.scale) : node.value;
}
