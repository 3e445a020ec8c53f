import { documentLimits } from '../document/document-limits.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Slot } from '../value.ts';
import { checkGroups } from './check-clauses.ts';
import { checkCost } from './check-cost.ts';
import { checkInputs, isFreeName } from './check-inputs.ts';
import { checkTests } from './check-tests.ts';
import { checkText, contextAt } from './check-text.ts';
import { checkValueMaps } from './check-value-maps.ts';
import type { CheckedDerived, CheckedRuleSet } from './checked-rule-set.ts';
import { nothing } from './expression-type.ts';
import { nothingKnown } from './known.ts';
import { Findings, Scope } from './scope.ts';

/** Resolves every name and type of a document against the fields of a feed. `ruleSet` is only to be run without errors. */
export function checkRuleSet(
  document: RuleSetDocument,
  slots: readonly Slot[],
): { ruleSet: CheckedRuleSet; diagnostics: Diagnostic[]; ok: boolean } {
  const scope = new Scope();
  const findings = new Findings();
  const { inputs, facts } = checkInputs(document, slots, scope, findings);
  checkValueMaps(document, scope, findings);
  const derived = checkDerived(document, scope, findings);
  const dateName = document.dateInput ?? 'occurredOn';
  const dates = dateInput(dateName, scope, findings);
  const inputNames = new Set(document.inputs.map(({ name }) => name));
  const groups = checkGroups(document, {
    scope,
    findings,
    inputNames,
    factNames: new Set(facts.map(({ name }) => name)),
    dateName,
    needDate: dates.need,
  });
  needDateOfFacts(document, scope, dates.need);
  if (document.dateInput !== undefined && !dates.needed())
    findings.warn('rule-unused', '/dateInput', 'Nothing depends on the date input.');
  warnUnused(document, scope, findings);
  const ruleSet = {
    inputs: inputs.filter(({ name }) => scope.used.has(name) || isSet(groups, name)),
    facts: facts.filter(({ name }) => scope.used.has(name)),
    derived,
    groups,
    pointsMax: document.pointsMax ?? documentLimits.pointsMaxDefault,
    datePlace: dates.needed() ? (scope.fields.get(dateName)?.place ?? null) : null,
  };
  checkTests(document, ruleSet.inputs, findings);
  checkCost(ruleSet, findings);
  return { ruleSet, diagnostics: findings.diagnostics, ok: !findings.hasErrors };
}

/** Checks the derived fields in their order and puts each in scope for those behind it. */
export function checkDerived(
  document: RuleSetDocument,
  scope: Scope,
  findings: Findings,
): CheckedDerived[] {
  return (document.derived ?? []).flatMap(({ name, expression }, index) => {
    const pointer = `/derived/${index}`;
    const free = isFreeName(name, `${pointer}/name`, scope, findings);
    const checked = checkText(
      expression,
      contextAt(findings, scope, `${pointer}/expression`, nothingKnown),
    );
    if (!free) return [];
    const { place } = scope.add(name, checked?.type ?? nothing, checked?.range);
    if (checked !== undefined) return [{ name, place, expression: checked }];
    scope.broken.add(name);
    return [];
  });
}

/** Watches who needs the row's date, and reports once when it cannot serve. */
function dateInput(
  name: string,
  scope: Scope,
  findings: Findings,
): { need: (pointer: string) => void; needed: () => boolean } {
  let needed = false;
  const need = (pointer: string) => {
    if (needed) return;
    needed = true;
    scope.used.add(name);
    const field = scope.fields.get(name);
    if (field?.type.base === 'date' && !field.type.optional) return;
    findings.error(
      'rule-input',
      pointer,
      `This counts from the input ${name}, which must be declared as a date that is not optional.`,
    );
  };
  return { need, needed: () => needed };
}

/** "This month" and "this year" are those of the row's date. */
function needDateOfFacts(
  { inputs }: RuleSetDocument,
  scope: Scope,
  need: (pointer: string) => void,
): void {
  for (const [index, { name, fact }] of inputs.entries()) {
    if (fact !== undefined && fact !== 'balance' && scope.used.has(name))
      need(`/inputs/${index}/fact`);
  }
}

function isSet(groups: CheckedRuleSet['groups'], name: string): boolean {
  return groups.some(({ clauses }) =>
    clauses.some(({ outcomes }) =>
      outcomes.some((outcome) => outcome.do === 'set' && outcome.field === name),
    ),
  );
}

function warnUnused(document: RuleSetDocument, scope: Scope, findings: Findings): void {
  const lists = {
    inputs: document.inputs,
    valueMaps: document.valueMaps ?? [],
    derived: document.derived ?? [],
  };
  for (const [list, items] of Object.entries(lists)) {
    for (const [index, { name }] of items.entries()) {
      if (!scope.used.has(name))
        findings.warn('rule-unused', `/${list}/${index}`, `${name} is not used.`);
    }
  }
}
