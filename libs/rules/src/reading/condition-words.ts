import type { BinaryNode, ComparisonOperator, SyntaxNode } from '../parse/syntax-tree.ts';
import type { ReadingContext } from './operand-words.ts';
import { asWritten, choiceOf, momentOf, operandWords } from './operand-words.ts';

/** A condition as a part of a sentence; what has no plain words stays as it is written. */
export function conditionWords(node: SyntaxNode, context: ReadingContext): string {
  switch (node.kind) {
    case 'binary':
      return binaryWords(node, context);
    case 'membership':
      return `${operandWords(node.operand, context)} ${memberWords(node.list, false, context)}`;
    case 'unary':
      return notWords(node.operand, context) ?? asWritten(node, context);
    case 'name':
      return `${node.name} is true`;
    case 'call':
      return callWords(node, context) ?? asWritten(node, context);
    default:
      return asWritten(node, context);
  }
}

function binaryWords(node: BinaryNode, context: ReadingContext): string {
  const { operator, left, right } = node;
  if (operator === '&&')
    return [left, right].map((part) => conditionAmongOthers(part, context)).join(' and ');
  if (operator === '||')
    return `${conditionWords(left, context)} or ${conditionWords(right, context)}`;
  if (!isComparison(operator)) return asWritten(node, context);
  return `${operandWords(left, context)} ${predicateWords(operator, right, context)}`;
}

/** As conditionWords, for a condition that stands beside others: "or" needs brackets there. */
export function conditionAmongOthers(node: SyntaxNode, context: ReadingContext): string {
  const words = conditionWords(node, context);
  return node.kind === 'binary' && node.operator === '||' ? `(${words})` : words;
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '%']);

/** Whether it is plain that an expression is true or false; `booleans` are the fields that are. */
export function isCondition(node: SyntaxNode, booleans: ReadonlySet<string>): boolean {
  if (node.kind === 'name') return booleans.has(node.name);
  if (node.kind === 'membership') return true;
  if (node.kind === 'binary') return !arithmetic.has(node.operator);
  if (node.kind === 'unary') return node.operator === '!';
  return node.kind === 'call' && (node.name === 'has' || Object.hasOwn(textTests, node.name));
}

const comparisons: Readonly<Record<ComparisonOperator, string>> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
};

const dateComparisons: Readonly<Record<ComparisonOperator, string>> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is before',
  '<=': 'is on or before',
  '>': 'is after',
  '>=': 'is on or after',
};

function isComparison(operator: BinaryNode['operator']): operator is ComparisonOperator {
  return Object.hasOwn(comparisons, operator);
}

/** What is said about a subject that is compared: "is at least 100", "is before 2026-01-01", "has no value". */
export function predicateWords(
  operator: ComparisonOperator,
  operand: SyntaxNode,
  context: ReadingContext,
): string {
  if (operand.kind === 'literal' && operand.type === 'null')
    return operator === '!=' ? 'has a value' : 'has no value';
  const verbs = momentOf(operand) === undefined ? comparisons : dateComparisons;
  return `${verbs[operator]} ${operandWords(operand, context)}`;
}

/** "is one of A, B or C"; "is not one of …" when it must not be. */
export function memberWords(list: SyntaxNode, not: boolean, context: ReadingContext): string {
  const items = list.kind === 'list' ? list.items : [list];
  const names = items.map((item) => operandWords(item, context));
  const verb = not ? 'is not' : 'is';
  return items.length === 1 ? `${verb} ${choiceOf(names)}` : `${verb} one of ${choiceOf(names)}`;
}

function notWords(operand: SyntaxNode, context: ReadingContext): string | undefined {
  if (operand.kind === 'name') return `${operand.name} is not true`;
  if (operand.kind === 'membership')
    return `${operandWords(operand.operand, context)} ${memberWords(operand.list, true, context)}`;
  if (operand.kind !== 'call' || operand.name !== 'has') return undefined;
  const [subject] = operand.args;
  return subject && `${operandWords(subject, context)} has no value`;
}

const textTests: Readonly<Record<string, string>> = {
  startsWith: 'begins with',
  endsWith: 'ends with',
  contains: 'contains',
};

function callWords(
  { name, args }: SyntaxNode & { kind: 'call' },
  context: ReadingContext,
): string | undefined {
  const [subject, operand] = args;
  if (subject === undefined) return undefined;
  if (name === 'has') return `${operandWords(subject, context)} has a value`;
  const verb = Object.hasOwn(textTests, name) ? textTests[name] : undefined;
  if (verb === undefined || operand === undefined) return undefined;
  return `${operandWords(subject, context)} ${verb} ${operandWords(operand, context)}`;
}
