import { readNumberLiteral } from './number-literal.ts';
import { SyntaxProblem } from './syntax-problem.ts';
import type { BinaryOperator, CallNode, SyntaxNode } from './syntax-tree.ts';
import type { Token } from './tokenize.ts';
import { TokenReader } from './token-reader.ts';

/** How strongly binary operators bind, as in CEL; `in` stands among the comparisons. */
const bindingPower: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '%': 5,
};

/** Reads a whole expression. Throws SyntaxProblem. */
export function parseExpression(text: string): SyntaxNode {
  const reader = new TokenReader(text);
  const node = readExpression(reader);
  reader.expectEnd('The expression should end here');
  return node;
}

/** Reads an expression from where the reader stands and leaves it behind the expression. */
export function readExpression(reader: TokenReader): SyntaxNode {
  return reader.deeper(() => {
    const condition = readBinary(reader, 1);
    if (!reader.take('?')) return condition;
    const whenTrue = readExpression(reader);
    reader.expect(':');
    const whenFalse = readExpression(reader);
    reader.countNode();
    return {
      kind: 'conditional',
      condition,
      whenTrue,
      whenFalse,
      start: condition.start,
      end: whenFalse.end,
    };
  });
}

function readBinary(reader: TokenReader, powerMin: number): SyntaxNode {
  let left = readUnary(reader);
  for (;;) {
    const operator = reader.current;
    if (reader.isSymbol('/')) throw new SyntaxProblem(operator.start, operator.end, divisionAdvice);
    const power = operatorPower(operator);
    if (power === undefined || power < powerMin) return left;
    reader.next();
    reader.countNode();
    const right = readBinary(reader, power + 1);
    const span = { start: left.start, end: right.end };
    if (operator.text === 'in') left = { kind: 'membership', operand: left, list: right, ...span };
    else left = { kind: 'binary', operator: operator.text as BinaryOperator, left, right, ...span };
  }
}

const divisionAdvice =
  'Write div(a, b, decimals) to divide, so that it is plain how the result is rounded.';

function operatorPower({ kind, text }: Token): number | undefined {
  if (kind !== 'symbol' && !(kind === 'name' && text === 'in')) return undefined;
  return Object.hasOwn(bindingPower, text) ? bindingPower[text] : undefined;
}

function readUnary(reader: TokenReader): SyntaxNode {
  const { start } = reader.current;
  const operator = reader.take('-') ? '-' : reader.take('!') ? '!' : undefined;
  if (operator === undefined) return readMember(reader);
  return reader.deeper(() => {
    reader.countNode();
    const operand = readUnary(reader);
    if (
      operator === '-' &&
      operand.kind === 'literal' &&
      typeof operand.value === 'number' &&
      operand.value > 0
    ) {
      return { ...operand, value: -operand.value, start };
    }
    return { kind: 'unary', operator, operand, start, end: operand.end };
  });
}

/** `text.startsWith("A")` is another way to write `startsWith(text, "A")`; nothing else may follow a point. */
function readMember(reader: TokenReader): SyntaxNode {
  let node = readPrimary(reader);
  for (;;) {
    const { start } = reader.current;
    if (reader.isSymbol('['))
      throw new SyntaxProblem(
        node.start,
        start + 1,
        'Fields have no parts that [ ] could pick.',
        'rule-path',
      );
    if (!reader.take('.')) return node;
    const name = reader.current;
    if (name.kind !== 'name')
      throw reader.unexpected('After the point comes the name of a function');
    reader.next();
    if (!reader.isSymbol('(')) {
      const message = `Fields have no parts, so .${name.text} cannot be read. Write the name of a field.`;
      throw new SyntaxProblem(node.start, name.end, message, 'rule-path');
    }
    node = readCall(reader, name, [node], node.start);
  }
}

function readPrimary(reader: TokenReader): SyntaxNode {
  reader.countNode();
  const token = reader.current;
  const { start, end } = token;
  if (token.kind === 'end') throw reader.unexpected('Here a value is missing');
  if (reader.take('(')) {
    const inner = readExpression(reader);
    const close = reader.expect(')');
    return { ...inner, start, end: close.end };
  }
  if (reader.take('[')) return readList(reader, start);
  if (token.kind === 'symbol') throw reader.unexpected('Here a value is missing');
  reader.next();
  if (token.kind === 'number') return readNumberLiteral(token);
  if (token.kind === 'text')
    return { kind: 'literal', type: 'text', value: token.text, scale: 0, start, end };
  if (token.text === 'true' || token.text === 'false') {
    return { kind: 'literal', type: 'boolean', value: token.text === 'true', scale: 0, start, end };
  }
  if (token.text === 'null')
    return { kind: 'literal', type: 'null', value: null, scale: 0, start, end };
  if (reader.isSymbol('(')) return readCall(reader, token, [], start);
  return { kind: 'name', name: token.text, start, end };
}

function readCall(
  reader: TokenReader,
  name: Token,
  receiver: readonly SyntaxNode[],
  start: number,
): CallNode {
  reader.expect('(');
  reader.countNode();
  const { items, end } = readItems(reader, ')');
  const nameSpan = { start: name.start, end: name.end };
  return { kind: 'call', name: name.text, nameSpan, args: [...receiver, ...items], start, end };
}

function readList(reader: TokenReader, start: number): SyntaxNode {
  const { items, end } = readItems(reader, ']');
  return { kind: 'list', items, start, end };
}

function readItems(reader: TokenReader, close: string): { items: SyntaxNode[]; end: number } {
  const items: SyntaxNode[] = [];
  while (!reader.isSymbol(close)) {
    if (items.length > 0) reader.expect(',');
    items.push(readExpression(reader));
  }
  return { items, end: reader.expect(close).end };
}
