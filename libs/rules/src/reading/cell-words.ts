import { parseCell } from '../parse/parse-cell.ts';
import type { CellTest } from '../parse/parse-cell.ts';
import type { SyntaxNode } from '../parse/syntax-tree.ts';
import {
  conditionAmongOthers,
  isCondition,
  memberWords,
  predicateWords,
} from './condition-words.ts';
import type { ReadingContext } from './operand-words.ts';
import { choiceOf, operandWords } from './operand-words.ts';

/** A cell of a column as a condition; null when it takes every value. Throws SyntaxProblem. */
export function cellWords(column: string, context: ReadingContext): string | null {
  const tests = parseCell(context.text);
  if (tests.length === 0) return null;
  const values = tests.map((test) => valueOf(test, column, context));
  if (tests.length > 1 && values.every((value) => value !== undefined))
    return `${column} is one of ${choiceOf(values)}`;
  const said = tests.map((test, index) => {
    const value = values[index];
    if (value === undefined) return testWords(test, column, context);
    return value === noValue ? `${column} has no value` : `${column} is ${value}`;
  });
  return said.length === 1 ? (said[0] ?? null) : `(${said.join(' or ')})`;
}

const noValue = 'no value';

/** The words of what can only be a value that the column must equal; undefined for every other test. */
function valueOf(test: CellTest, column: string, context: ReadingContext): string | undefined {
  if (test.kind !== 'expression') return undefined;
  const { expression } = test;
  if (expression.kind === 'literal' && expression.type === 'null') return noValue;
  const equals = context.booleans.has(column) || isValue(expression, context);
  return equals ? operandWords(expression, context) : undefined;
}

/** Functions and operators that never give true or false. */
const valueCalls: ReadonlySet<string> = new Set(
  'date timestamp round floor ceil div abs size lowerAscii upperAscii year month dayOfMonth dayOfWeek endOfMonth dateOf daysBetween addDays addMonths'.split(
    ' ',
  ),
);
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '%']);

function isValue(node: SyntaxNode, { booleans }: ReadingContext): boolean {
  switch (node.kind) {
    case 'literal':
      return node.type !== 'boolean';
    case 'name':
      return !booleans.has(node.name);
    case 'unary':
      return node.operator === '-';
    case 'binary':
      return arithmetic.has(node.operator);
    case 'call':
      return valueCalls.has(node.name);
    default:
      return false;
  }
}

function testWords(test: CellTest, column: string, context: ReadingContext): string {
  switch (test.kind) {
    case 'comparison':
      return `${column} ${predicateWords(test.operator, test.operand, context)}`;
    case 'membership':
      return `${column} ${memberWords(test.list, false, context)}`;
    case 'range': {
      const { low, above, high, below } = test;
      if (above === '>=' && below === '<=')
        return `${column} is from ${operandWords(low, context)} to ${operandWords(high, context)}`;
      const words = [predicateWords(above, low, context), predicateWords(below, high, context)];
      return `${column} ${words.join(' and ')}`;
    }
    case 'expression':
      return isCondition(test.expression, context.booleans)
        ? conditionAmongOthers(test.expression, context)
        : `${column} fits ${operandWords(test.expression, context)}`;
  }
}
