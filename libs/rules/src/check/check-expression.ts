import { functions } from '../functions/function-table.ts';
import { checkArithmetic, checkNegation } from '../operators/arithmetic.ts';
import { checkComparison } from '../operators/comparison.ts';
import { checkConditional } from '../operators/conditional.ts';
import { checkLogic, checkNot } from '../operators/logic.ts';
import { checkMembership } from '../operators/membership.ts';
import type {
  ArithmeticOperator,
  BinaryNode,
  ComparisonOperator,
  ConditionalNode,
  LiteralNode,
  MembershipNode,
  NameNode,
  SyntaxNode,
} from '../parse/syntax-tree.ts';
import { checkCall } from './check-call.ts';
import type { Checked } from './checked.ts';
import { constant, plain } from './checked.ts';
import type { ExpressionType } from './expression-type.ts';
import { boolean, decimal, nothing, present, text } from './expression-type.ts';
import { foldConstants } from './fold-constants.ts';
import { rangeKnown } from './known.ts';
import { inBoth } from './number-range.ts';
import { requireBase } from './require-type.ts';
import type { CheckContext } from './scope.ts';
import { withKnown } from './scope.ts';

/** Gives a syntax tree its types. Undefined when something has been reported. */
export function checkExpression(node: SyntaxNode, context: CheckContext): Checked | undefined {
  switch (node.kind) {
    case 'literal':
      return constant(node, literalType(node), node.value);
    case 'name':
      return checkName(node, context);
    case 'unary':
      return checkUnary(node, context);
    case 'binary':
      return checkBinary(node, context);
    case 'membership':
      return checkIn(node, context);
    case 'conditional':
      return checkChoice(node, context);
    case 'call':
      return checkCall(node, context, checkExpression);
    case 'list':
      return context.report('rule-type', node, 'A list can only stand after in.');
  }
}

function literalType({ type, scale }: LiteralNode): ExpressionType {
  return { text, boolean, null: nothing, number: decimal(scale) }[type];
}

function checkName(node: NameNode, { scope, known, report }: CheckContext): Checked | undefined {
  const field = scope.fields.get(node.name);
  if (field === undefined) {
    if (scope.maps.has(node.name)) {
      return report(
        'rule-type',
        node,
        `${node.name} is a value map. Write lookup(${node.name}, key).`,
      );
    }
    if (functions.has(node.name))
      return report('rule-syntax', node, `${node.name} is a function. Write ${node.name}(…).`);
    const suggestion = scope.closestField(node.name);
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    return report('rule-unknown-field', node, `There is no field ${node.name}.${hint}`, suggestion);
  }
  scope.used.add(node.name);
  if (scope.broken.has(node.name)) return undefined;
  const { place } = field;
  const guarded = rangeKnown(known, node.name);
  const type = guarded === undefined ? field.type : present(field.type);
  const range = guarded === undefined ? field.range : inBoth(field.range, guarded);
  const checked = plain(node, type, [], () => (frame) => frame[place] ?? null, {
    kind: 'field',
    place,
  });
  return { ...checked, range, fieldName: node.name };
}

function checkUnary(
  node: SyntaxNode & { kind: 'unary' },
  context: CheckContext,
): Checked | undefined {
  const operand = checkExpression(node.operand, context);
  if (operand === undefined) return undefined;
  const checked =
    node.operator === '-'
      ? checkNegation(node, operand, context.report)
      : checkNot(node, operand, context.report);
  return foldConstants(checked, [operand], context.report);
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

function checkBinary(node: BinaryNode, context: CheckContext): Checked | undefined {
  const { operator } = node;
  const left = checkExpression(node.left, context);
  const right = checkExpression(node.right, rightContext(operator, left, context));
  if (left === undefined || right === undefined) return undefined;
  if (operator === '&&' || operator === '||') {
    return foldConstants(
      checkLogic(node, operator, left, right, context.report),
      [left, right],
      context.report,
    );
  }
  const checked = comparisons.has(operator)
    ? checkComparison(node, operator as ComparisonOperator, left, right, context.report)
    : checkArithmetic(node, operator as ArithmeticOperator, left, right, context);
  return foldConstants(checked, [left, right], context.report);
}

/** The right side of && runs only when the left is true, that of || only when it is false. */
function rightContext(
  operator: string,
  left: Checked | undefined,
  context: CheckContext,
): CheckContext {
  if (left === undefined) return context;
  if (operator === '&&') return withKnown(context, left.knownWhenTrue);
  if (operator === '||') return withKnown(context, left.knownWhenFalse);
  return context;
}

function checkIn(node: MembershipNode, context: CheckContext): Checked | undefined {
  const operand = checkExpression(node.operand, context);
  if (node.list.kind !== 'list')
    return context.report('rule-type', node.list, 'After in comes a list, such as ["A", "B"].');
  const items = node.list.items
    .map((item) => checkExpression(item, context))
    .filter((item) => item !== undefined);
  if (operand === undefined || items.length < node.list.items.length) return undefined;
  return foldConstants(
    checkMembership(node, operand, items, context.report),
    [operand, ...items],
    context.report,
  );
}

function checkChoice(node: ConditionalNode, context: CheckContext): Checked | undefined {
  const condition = checkExpression(node.condition, context);
  const whenTrue = checkExpression(
    node.whenTrue,
    condition ? withKnown(context, condition.knownWhenTrue) : context,
  );
  const whenFalse = checkExpression(
    node.whenFalse,
    condition ? withKnown(context, condition.knownWhenFalse) : context,
  );
  if (
    condition === undefined ||
    !requireBase(condition, 'boolean', 'What stands before ?', context.report)
  )
    return undefined;
  if (whenTrue === undefined || whenFalse === undefined) return undefined;
  const checked = checkConditional(node, condition, whenTrue, whenFalse, context.report);
  return foldConstants(checked, [condition, whenTrue, whenFalse], context.report);
}
