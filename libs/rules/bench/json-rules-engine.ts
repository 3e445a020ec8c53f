import { Engine } from 'json-rules-engine';
import { parseExpression } from '../src/parse/parse-expression.ts';
import type { SyntaxNode } from '../src/parse/syntax-tree.ts';
import { parseDate } from '../src/evaluate/calendar.ts';
import { twentyRules } from '../src/testing.ts';
import type { Purchase } from './purchases.ts';

interface Condition {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
}

const operators: Readonly<Record<string, string>> = {
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
};

/** The points of each of the twenty rules once it has fired; json-rules-engine has no expressions, so a script computes them. */
const points: readonly ((row: Purchase) => number)[] = [
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

/** The twenty rules as json-rules-engine rules. Rows are evaluated one after another: its engine is not safe to run concurrently. */
export function jsonRulesEngine(): (row: Purchase) => Promise<number> {
  const engine = new Engine();
  for (const [index, { when }] of (twentyRules().rules ?? []).entries()) {
    engine.addRule({
      conditions: { all: conditionsOf(parseExpression(when)) },
      event: { type: String(index) },
    });
  }
  return async (row) => {
    const { events } = await engine.run({ ...row });
    let sum = 0;
    for (const { type } of events) sum += points[Number(type)]?.(row) ?? 0;
    return sum;
  };
}

function conditionsOf(node: SyntaxNode): Condition[] {
  if (node.kind === 'binary' && node.operator === '&&')
    return [...conditionsOf(node.left), ...conditionsOf(node.right)];
  if (node.kind === 'binary')
    return [
      {
        fact: nameOf(node.left),
        operator: operators[node.operator] ?? '',
        value: valueOf(nameOf(node.left), node.right),
      },
    ];
  if (node.kind === 'membership' && node.list.kind === 'list') {
    const fact = nameOf(node.operand);
    return [{ fact, operator: 'in', value: node.list.items.map((item) => valueOf(fact, item)) }];
  }
  throw new Error(`json-rules-engine has no counterpart of ${node.kind}`);
}

function nameOf(node: SyntaxNode): string {
  return node.kind === 'name' ? node.name : '';
}

function valueOf(fact: string, node: SyntaxNode): unknown {
  if (node.kind === 'call' && node.args[0]?.kind === 'literal')
    return parseDate(String(node.args[0].value));
  if (node.kind !== 'literal') return undefined;
  return fact === 'amount' && typeof node.value === 'number'
    ? node.value * 10 ** (4 - node.scale)
    : node.value;
}
