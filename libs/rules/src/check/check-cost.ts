import { conjuncts, fieldCondition } from '../compile/field-condition.ts';
import { documentLimits } from '../document/document-limits.ts';
import type { Checked } from './checked.ts';
import type {
  CheckedClause,
  CheckedGroup,
  CheckedOutcome,
  CheckedRuleSet,
} from './checked-rule-set.ts';
import type { Findings } from './scope.ts';

/** Tests of single fields are looked up, so many at a time. */
const testsPerStep = 32;

/** A part of a rule set with the steps that it takes for one row at most. */
interface Cost {
  readonly pointer: string;
  readonly name: string;
  readonly steps: number;
}

/**
 * Refuses rules that may take more steps for a row than rules may. A step is an operator, a function or a value of something that
 * is computed, some ten to a hundred nanoseconds; going through a text counts as twenty.
 */
export function checkCost(ruleSet: CheckedRuleSet, findings: Findings): void {
  const { stepsMax } = documentLimits;
  // Nearly all rules are far below the limit even as if every test were computed, which is quickly added up.
  if (total(costsOf(ruleSet, stepsWritten)) <= stepsMax) return;
  const costs = costsOf(ruleSet, stepsOfConditions);
  if (total(costs) <= stepsMax) return;
  const most = costs.reduce((a, b) => (b.steps > a.steps ? b : a));
  findings.error(
    'rule-cost',
    most.pointer,
    `These rules may take ${String(total(costs))} steps for one row, and ${String(stepsMax)} are allowed; most of them are in ${most.name}. Compute what several rows need once, as a derived field, and test single fields: that costs next to nothing.`,
  );
}

type StepsOfClause = (clause: CheckedClause) => number;

function costsOf({ derived, groups }: CheckedRuleSet, stepsOf: StepsOfClause): Cost[] {
  const steps = sumOf(derived.map(({ expression }) => expression.work));
  return [
    { pointer: '/derived', name: 'the derived fields', steps },
    ...groups.map((group) => costOf(group, stepsOf)),
  ];
}

function costOf({ id, pointer, policy, clauses }: CheckedGroup, stepsOf: StepsOfClause): Cost {
  const firing = clauses.map(({ outcomes }) => sumOf(outcomes.map(stepsOfOutcome)));
  const fired = policy === 'collect' ? sumOf(firing) : Math.max(0, ...firing);
  const name = pointer === '/rules' ? 'the rules' : `table ${id}`;
  return { pointer, name, steps: sumOf(clauses.map(stepsOf)) + fired };
}

function total(costs: readonly Cost[]): number {
  return Math.ceil(sumOf(costs.map(({ steps }) => steps)));
}

function stepsWritten({ conditions }: CheckedClause): number {
  return sumOf(conditions.map(({ expression }) => expression.work));
}

function stepsOfConditions({ conditions }: CheckedClause): number {
  const parts = conditions.flatMap(({ expression }) => conjuncts(expression));
  return sumOf(parts.map(stepsOfCondition));
}

function stepsOfCondition(condition: Checked): number {
  return fieldCondition(condition) === undefined ? condition.work : 1 / testsPerStep;
}

function stepsOfOutcome(outcome: CheckedOutcome): number {
  if (outcome.do === 'set') return 1 + outcome.value.work;
  return 1 + ('points' in outcome ? (outcome.points?.work ?? 0) : 0);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
