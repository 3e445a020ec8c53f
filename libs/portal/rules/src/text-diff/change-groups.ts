import type { RuleSetChange } from '@waybill/contracts';

/** The changes of one part of a rule set, in the order of the document. */
export interface ChangeGroup {
  readonly title: string;
  readonly changes: readonly RuleSetChange[];
}

const titles: Readonly<Record<string, string>> = {
  inputs: 'Inputs',
  valueMaps: 'Value maps',
  derived: 'Derived fields',
  rules: 'Rules',
  tests: 'Tests',
};

/** A table is a part of its own, every other list is one, and what belongs to no list is the rule set itself. */
export function groupChanges(changes: readonly RuleSetChange[]): ChangeGroup[] {
  const groups = new Map<string, RuleSetChange[]>();
  for (const change of changes) {
    const title = titleOf(change);
    const group = groups.get(title);
    if (group) group.push(change);
    else groups.set(title, [change]);
  }
  return [...groups].map(([title, group]) => ({ title, changes: group }));
}

function titleOf({ pointerAfter, pointerBefore, name }: RuleSetChange): string {
  const [, list = ''] = (pointerAfter ?? pointerBefore ?? '').split('/');
  if (list === 'tables') return `Table ${name.split('/')[0] ?? name}`;
  return titles[list] ?? 'Rule set';
}

const nouns: Readonly<Record<string, string>> = {
  'rule-set': 'Rule set',
  input: 'Input',
  'value-map': 'Value map',
  'map-entry': 'Entry',
  derived: 'Derived field',
  table: 'Table',
  column: 'Column',
  row: 'Row',
  rule: 'Rule',
  outcome: 'Outcome of',
  test: 'Test',
};

/** What a change is of: "Row gold", within the table that its group is named after. */
export function subjectOf({ what, name }: RuleSetChange): string {
  const noun = nouns[what] ?? what;
  if (what === 'rule-set') return noun;
  const own = what === 'map-entry' ? name.replace('/', ' › ') : name.slice(name.indexOf('/') + 1);
  return `${noun} ${own}`;
}
