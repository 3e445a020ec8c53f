import type { FactName, InputDeclaration } from '../document/rule-set-document.ts';
import type { CallNode, SyntaxNode } from '../parse/syntax-tree.ts';
import type { ReadingContext } from './operand-words.ts';
import { asWritten } from './operand-words.ts';

/** Points for a person: "25 points", "1.5 points per 1 of amount, rounded down". Undefined when it computes more than that. */
export function pointsWords(
  node: SyntaxNode,
  inputs: readonly InputDeclaration[],
  context: ReadingContext,
): string | undefined {
  if (node.kind === 'literal' && node.type === 'number') return counted(asWritten(node, context));
  if (node.kind === 'call') {
    if (node.name === 'min') return cappedWords(node, inputs, context);
    const rounding = Object.hasOwn(roundings, node.name) ? roundings[node.name] : undefined;
    const [inner, decimals] = node.args;
    if (rounding === undefined || inner === undefined || decimals !== undefined) return undefined;
    const rate = rateWords(inner, context);
    return rate && `${rate}, ${rounding}`;
  }
  return rateWords(node, context);
}

const roundings: Readonly<Record<string, string>> = {
  floor: 'rounded down',
  ceil: 'rounded up',
  round: 'rounded',
};

/** `amount`, `amount * 2` and `2 * amount`. */
function rateWords(node: SyntaxNode, context: ReadingContext): string | undefined {
  if (node.kind === 'name') return `1 point per 1 of ${node.name}`;
  if (node.kind !== 'binary' || node.operator !== '*') return undefined;
  const [name, factor] =
    node.left.kind === 'name' ? [node.left, node.right] : [node.right, node.left];
  if (name.kind !== 'name' || factor.kind !== 'literal') return undefined;
  return `${counted(asWritten(factor, context))} per 1 of ${name.name}`;
}

function counted(number: string): string {
  return number === '1' ? '1 point' : `${number} points`;
}

const spans: Readonly<Record<FactName, string>> = {
  balance: 'in all',
  accruedThisMonth: 'in a month',
  accruedThisYear: 'in a year',
};

/** `min(points, 500)` and `min(points, max(0, 500 - accrued this month))`. */
function cappedWords(
  { args }: CallNode,
  inputs: readonly InputDeclaration[],
  context: ReadingContext,
): string | undefined {
  const [points, cap] = args;
  if (points === undefined || cap === undefined || args.length !== 2) return undefined;
  const words = pointsWords(points, inputs, context);
  if (words === undefined) return undefined;
  if (cap.kind === 'literal') return `${words}, at most ${asWritten(cap, context)}`;
  const left = leftOf(cap);
  const fact = inputs.find(({ name }) => name === left?.granted)?.fact;
  return left && fact && `${words}, at most ${asWritten(left.limit, context)} ${spans[fact]}`;
}

/** What `max(0, limit - granted)` is made of. */
function leftOf(node: SyntaxNode): { limit: SyntaxNode; granted: string } | undefined {
  if (node.kind !== 'call' || node.name !== 'max' || node.args.length !== 2) return undefined;
  const [zero, rest] = node.args;
  if (zero?.kind !== 'literal' || zero.value !== 0) return undefined;
  if (rest?.kind !== 'binary' || rest.operator !== '-') return undefined;
  const { left: limit, right } = rest;
  return limit.kind === 'literal' && right.kind === 'name'
    ? { limit, granted: right.name }
    : undefined;
}
