import type { Span } from '../parse/syntax-tree.ts';
import { writeValue } from '../written-value.ts';
import type { Checked } from './checked.ts';
import type { NumberRange } from './number-range.ts';
import { withinNumbers } from './number-range.ts';
import type { CheckContext, Report } from './scope.ts';

/** Where a result with so many decimals lies. Undefined when it can only leave the numbers, which has then been reported. */
export function requireNumbers(
  at: Span,
  range: NumberRange,
  scale: number,
  report: Report,
): NumberRange | undefined {
  const within = withinNumbers(range);
  if (within !== undefined) return within;
  const limit = writeValue(Number.MAX_SAFE_INTEGER, { type: 'decimal', scale });
  const beyond = range.least > 0 ? `above ${limit}` : `below -${limit}`;
  const digits = scale === 0 ? '' : ` with ${scale} digits after the point`;
  return report(
    'rule-overflow',
    at,
    `This is always ${beyond}, beyond what a number${digits} can be, so every row that comes here fails (RULE-007).`,
  );
}

/** Whether a divisor can be anything but 0; notes when it can be 0 as well. */
export function requireDivisor(
  divisor: Checked,
  { report, warn }: Pick<CheckContext, 'report' | 'warn'>,
): boolean {
  const { least, most, zero } = divisor.range;
  if (least === 0 && most === 0) {
    report(
      'rule-division-by-zero',
      divisor,
      'This is always 0. Division by zero fails every row that comes here (RULE-006).',
    );
    return false;
  }
  if (zero) warn('rule-division-by-zero', divisor, mayBeZero(divisor));
  return true;
}

function mayBeZero({ fieldName: name, type }: Checked): string {
  if (name === undefined)
    return 'This may be 0, and then the row fails (RULE-006). Make it a derived field and test that first, or give it a least value with max(…, 1).';
  const otherwise = type.scale === 0 ? `, or write max(${name}, 1)` : '';
  return `${name} may be 0, and then the row fails (RULE-006). Test it first, such as ${name} != 0 ? … : 0${otherwise}.`;
}
