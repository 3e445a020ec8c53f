import type { Outcome } from '../document/rule-set-document.ts';
import { pointerTo } from '../diagnostic.ts';
import { checkText, contextAt } from './check-text.ts';
import type { Checked } from './checked.ts';
import type { CheckedOutcome } from './checked-rule-set.ts';
import { describe } from './expression-type.ts';
import type { Known } from './known.ts';
import { inEither } from './number-range.ts';
import { commonRange } from './numbers.ts';
import { requireBase, requirePresent } from './require-type.ts';
import type { Findings, Report, Scope } from './scope.ts';

/** What the outcomes of a rule set need besides the scope. */
export interface OutcomeContext {
  readonly scope: Scope;
  readonly findings: Findings;
  readonly inputNames: ReadonlySet<string>;
  readonly factNames: ReadonlySet<string>;
  /** Reports unless the rule set has a usable date input. */
  readonly needDate: (pointer: string) => void;
}

/** Checks what a clause does when it fires; `known` is what its conditions say. */
export function checkOutcomes(
  outcomes: readonly Outcome[],
  pointer: string,
  known: Known,
  context: OutcomeContext,
): CheckedOutcome[] {
  let guarded = known;
  const checked: CheckedOutcome[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const one = checkOutcome(outcome, pointerTo(pointer, index), guarded, context);
    if (one === undefined) continue;
    checked.push(one);
    if (one.do === 'set') guarded = afterSet(guarded, one);
  }
  return checked;
}

/** What was known about a field holds no longer once it is set; what is set decides. */
function afterSet(
  guarded: Known,
  { field, type, value }: Extract<CheckedOutcome, { do: 'set' }>,
): Known {
  const known = guarded.filter(({ name }) => name !== field);
  if (value.type.optional) return known;
  return [...known, { name: field, range: commonRange([value], type, inEither) }];
}

function checkOutcome(
  outcome: Outcome,
  pointer: string,
  known: Known,
  context: OutcomeContext,
): CheckedOutcome | undefined {
  switch (outcome.do) {
    case 'reject':
    case 'warn':
      return { do: outcome.do, message: outcome.message };
    case 'skip':
      return { do: 'skip', message: outcome.reason };
    case 'set':
      return checkSet(outcome, pointer, known, context);
    case 'accrue': {
      if (outcome.expires !== undefined) context.needDate(pointerTo(pointer, 'expires'));
      const points = checkPoints(outcome.points, pointer, known, context);
      return points && { do: 'accrue', points, expires: outcome.expires ?? null };
    }
    case 'reverse': {
      if (outcome.points === undefined) return { do: 'reverse', points: null };
      const points = checkPoints(outcome.points, pointer, known, context);
      return points && { do: 'reverse', points };
    }
  }
}

function checkPoints(
  text: string,
  pointer: string,
  known: Known,
  { findings, scope }: OutcomeContext,
): Checked | undefined {
  const context = contextAt(findings, scope, pointerTo(pointer, 'points'), known);
  const points = checkText(text, context);
  if (points === undefined || !requireBase(points, 'number', 'Points', context.report))
    return undefined;
  if (points.type.scale === 0) return points;
  return context.report(
    'rule-type',
    points,
    'Points are whole. Say how with floor(…), round(…) or ceil(…).',
  );
}

type SetOutcome = Extract<Outcome, { do: 'set' }>;

function checkSet(
  outcome: SetOutcome,
  pointer: string,
  known: Known,
  context: OutcomeContext,
): CheckedOutcome | undefined {
  const { findings, scope, inputNames, factNames } = context;
  const target = scope.fields.get(outcome.field);
  if (target === undefined || !inputNames.has(outcome.field)) {
    return findings.error(
      'rule-unknown-field',
      pointerTo(pointer, 'field'),
      `There is no input ${outcome.field} that could be set.`,
    );
  }
  if (factNames.has(outcome.field)) {
    return findings.error(
      'rule-input',
      pointerTo(pointer, 'field'),
      `${outcome.field} is a fact about the member. Rules read it and cannot set it.`,
    );
  }
  const at = contextAt(findings, scope, pointerTo(pointer, 'value'), known);
  const value = checkText(outcome.value, at);
  if (value === undefined || !fitsField(value, target, at.report)) return undefined;
  return { do: 'set', field: target.name, place: target.place, type: target.type, value };
}

function fitsField(
  value: Checked,
  { name, type }: { name: string; type: Checked['type'] },
  report: Report,
): boolean {
  const sameBase = value.type.base === type.base || (value.type.base === 'null' && type.optional);
  if (!sameBase) {
    report('rule-type', value, `${name} is ${describe(type)}; this is ${describe(value.type)}.`);
    return false;
  }
  if (value.type.scale > type.scale) {
    report(
      'rule-type',
      value,
      `${name} has ${type.scale} digits after the point. Write round(…, ${type.scale}).`,
    );
    return false;
  }
  return type.optional || requirePresent(value, report);
}
