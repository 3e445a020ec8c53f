import { functions } from '../functions/function-table.ts';
import { checkComparison } from '../operators/comparison.ts';
import { both, either } from '../operators/logic.ts';
import { checkMembership } from '../operators/membership.ts';
import type { CellTest } from '../parse/parse-cell.ts';
import type { ComparisonOperator, Span, SyntaxNode } from '../parse/syntax-tree.ts';
import { checkExpression } from './check-expression.ts';
import type { Checked } from './checked.ts';
import { constant } from './checked.ts';
import { boolean } from './expression-type.ts';
import { foldConstants } from './fold-constants.ts';
import { anyNumber } from './number-range.ts';
import { requireBase } from './require-type.ts';
import type { CheckContext } from './scope.ts';
import { withKnown } from './scope.ts';

/**
 * Checks the tests of a table cell against the field of its column. A missing value matches only `-`, `null` and whole conditions.
 * Undefined when something has been reported.
 */
export function checkTests(
  tests: readonly CellTest[],
  length: number,
  column: string,
  context: CheckContext,
): Checked | undefined {
  const whole = { start: 0, end: length };
  const checked = tests
    .map((test) => checkTest(test, column, context))
    .filter((test) => test !== undefined);
  if (checked.length < tests.length) return undefined;
  const [first, ...others] = checked;
  if (first === undefined) return constant(whole, boolean, true);
  return others.reduce((left, right) => either(whole, left, right), first);
}

function checkTest(test: CellTest, column: string, context: CheckContext): Checked | undefined {
  const present = [{ name: column, range: anyNumber }];
  const field = (isPresent: boolean): Checked | undefined =>
    checkExpression(
      { kind: 'name', name: column, start: test.start, end: test.end },
      isPresent ? withKnown(context, present) : context,
    );
  if (test.kind === 'expression') {
    const value = checkExpression(test.expression, context);
    const subject = field(false);
    if (value === undefined || subject === undefined) return undefined;
    if (value.type.base === 'boolean' && subject.type.base !== 'boolean') {
      return requireBase(value, 'boolean', 'A condition', context.report) ? value : undefined;
    }
    return compare('==', subject, value, test, context);
  }
  if (test.kind === 'comparison' && isNull(test.operand)) {
    const subject = field(false);
    const value = checkExpression(test.operand, context);
    return subject && value && compare(test.operator, subject, value, test, context);
  }
  const guard = checkGuard(field(false), test, context);
  const subject = field(true);
  const inner = subject && checkGuarded(test, subject, withKnown(context, present));
  return guard && inner && both(test, guard, inner);
}

function isNull(node: SyntaxNode): boolean {
  return node.kind === 'literal' && node.type === 'null';
}

function checkGuard(
  subject: Checked | undefined,
  at: Span,
  { report, warn }: CheckContext,
): Checked | undefined {
  return subject && functions.get('has')?.check({ at, args: [subject], report, warn });
}

function checkGuarded(
  test: Exclude<CellTest, { kind: 'expression' }>,
  subject: Checked,
  context: CheckContext,
): Checked | undefined {
  if (test.kind === 'comparison') {
    const operand = checkExpression(test.operand, context);
    return operand && compare(test.operator, subject, operand, test, context);
  }
  if (test.kind === 'range') {
    const [low, high] = [checkExpression(test.low, context), checkExpression(test.high, context)];
    const above = low && compare(test.above, subject, low, test, context);
    const below = high && compare(test.below, subject, high, test, context);
    return above && below && both(test, above, below);
  }
  if (test.list.kind !== 'list')
    return context.report('rule-type', test.list, 'After in comes a list, such as ["A", "B"].');
  const items = test.list.items
    .map((item) => checkExpression(item, context))
    .filter((item) => item !== undefined);
  if (items.length < test.list.items.length) return undefined;
  return foldConstants(
    checkMembership(test, subject, items, context.report),
    [subject, ...items],
    context.report,
  );
}

function compare(
  operator: ComparisonOperator,
  left: Checked,
  right: Checked,
  at: Span,
  { report }: CheckContext,
): Checked | undefined {
  return foldConstants(checkComparison(at, operator, left, right, report), [left, right], report);
}
