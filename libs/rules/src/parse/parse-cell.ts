import { readExpression } from './parse-expression.ts';
import type { ComparisonOperator, Span, SyntaxNode } from './syntax-tree.ts';
import { TokenReader } from './token-reader.ts';

/** One way for a cell to match its column's value. */
export type CellTest =
  | (Span & {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly operand: SyntaxNode;
    })
  | (Span & { readonly kind: 'membership'; readonly list: SyntaxNode })
  | (Span & {
      readonly kind: 'range';
      readonly low: SyntaxNode;
      readonly above: '>' | '>=';
      readonly high: SyntaxNode;
      readonly below: '<' | '<=';
    })
  | (Span & { readonly kind: 'expression'; readonly expression: SyntaxNode });

const comparisons: readonly string[] = ['==', '!=', '<=', '>=', '<', '>'];

/**
 * Reads a table cell: `-` or nothing matches every value and gives no tests; otherwise alternatives separated by commas.
 * Throws SyntaxProblem.
 */
export function parseCell(text: string): CellTest[] {
  const reader = new TokenReader(text);
  if (reader.current.kind === 'end') return [];
  if (reader.isSymbol('-') && reader.peek(1).kind === 'end') return [];
  const tests = [readTest(reader)];
  while (reader.take(',')) tests.push(readTest(reader));
  reader.expectEnd('The cell should end here');
  return tests;
}

function readTest(reader: TokenReader): CellTest {
  const { start, text, kind } = reader.current;
  if (kind === 'symbol' && comparisons.includes(text)) {
    reader.next();
    const operand = readExpression(reader);
    return {
      kind: 'comparison',
      operator: text as ComparisonOperator,
      operand,
      start,
      end: operand.end,
    };
  }
  if (reader.isName('in')) {
    reader.next();
    const list = readExpression(reader);
    return { kind: 'membership', list, start, end: list.end };
  }
  if ((reader.isSymbol('[') || reader.isSymbol('(')) && isBracketedRange(reader))
    return readBracketedRange(reader);
  const expression = readExpression(reader);
  if (!reader.take('..')) return { kind: 'expression', expression, start, end: expression.end };
  const high = readExpression(reader);
  return { kind: 'range', low: expression, above: '>=', high, below: '<=', start, end: high.end };
}

/** A bracket opens a range when `..` stands directly inside it. */
function isBracketedRange(reader: TokenReader): boolean {
  let depth = 0;
  for (let ahead = 0; ; ahead += 1) {
    const { kind, text } = reader.peek(ahead);
    if (kind === 'end') return false;
    if (kind !== 'symbol') continue;
    if (text === '(' || text === '[') depth += 1;
    if (text === ')' || text === ']') depth -= 1;
    if (depth === 0) return false;
    if (depth === 1 && text === '..') return true;
  }
}

function readBracketedRange(reader: TokenReader): CellTest {
  const open = reader.next();
  const low = readExpression(reader);
  reader.expect('..');
  const high = readExpression(reader);
  if (!reader.isSymbol(']') && !reader.isSymbol(')'))
    throw reader.unexpected('Here a ] or ) is missing');
  const close = reader.next();
  const above = open.text === '[' ? '>=' : '>';
  const below = close.text === ']' ? '<=' : '<';
  return { kind: 'range', low, above, high, below, start: open.start, end: close.end };
}
