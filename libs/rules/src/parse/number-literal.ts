import { scaleMax } from '../evaluate/exact-arithmetic.ts';
import { SyntaxProblem } from './syntax-problem.ts';
import type { LiteralNode } from './syntax-tree.ts';
import type { Token } from './tokenize.ts';

/** The exact value of a number token: a safe integer and how many of its digits stand after the point. */
export function readNumberLiteral({ text, start, end }: Token): LiteralNode {
  const [whole = '', written = ''] = text.split('.');
  let digits = written.length;
  while (digits > 0 && written.charAt(digits - 1) === '0') digits -= 1;
  const value = Number(whole + written.slice(0, digits));
  if (digits > scaleMax)
    throw new SyntaxProblem(start, end, `A number may have ${scaleMax} digits after the point.`);
  if (!Number.isSafeInteger(value)) {
    throw new SyntaxProblem(
      start,
      end,
      'The number is too large to be computed exactly (15 digits are always safe).',
    );
  }
  return { kind: 'literal', type: 'number', value, scale: digits, start, end };
}
