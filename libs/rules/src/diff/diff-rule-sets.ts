import type {
  DerivedField,
  InputDeclaration,
  RuleSetDocument,
  ValueMap,
} from '../document/rule-set-document.ts';
import type { ItemKind, Subject } from './change-list.ts';
import { ChangeList } from './change-list.ts';
import { ruleKind, tableKind } from './diff-clauses.ts';
import { testKind } from './diff-tests.ts';
import type { RuleSetChange } from './rule-set-change.ts';

/**
 * What is different in what two documents say, in the order of the second. Things are matched by their ids and names, so that a
 * changed threshold is one change wherever its row stands. Documents that differ only in the order of their keys, or in lists that
 * are empty or left out, have no difference.
 */
export function diffRuleSets(before: RuleSetDocument, after: RuleSetDocument): RuleSetChange[] {
  const list = new ChangeList();
  const ruleSet: Subject = {
    what: 'rule-set',
    name: after.name,
    title: 'The rule set',
    before: '',
    after: '',
  };
  list.compareProperties(ruleSet, before, after, {
    name: 'name',
    description: 'description',
    dateInput: 'date input',
    pointsMax: 'most points of a row',
  });
  const compare = <T>(
    pointer: string,
    kind: ItemKind<T>,
    itemsOf: (document: RuleSetDocument) => readonly T[] | undefined,
  ) =>
    list.compareLists(
      { items: itemsOf(before) ?? [], pointer },
      { items: itemsOf(after) ?? [], pointer },
      kind,
    );
  compare('/inputs', inputKind(list), ({ inputs }) => inputs);
  compare('/valueMaps', valueMapKind(list), ({ valueMaps }) => valueMaps);
  compare('/derived', derivedKind(list), ({ derived }) => derived);
  compare('/tables', tableKind(list), ({ tables }) => tables);
  compare('/rules', ruleKind(list), ({ rules }) => rules);
  compare('/tests', testKind(list), ({ tests }) => tests);
  return list.changes;
}

function inputKind(list: ChangeList): ItemKind<InputDeclaration> {
  return {
    what: 'input',
    keyOf: ({ name }) => name,
    nameOf: ({ name }) => name,
    titleOf: ({ name }) => `Input ${name}`,
    summaryOf: ({ type, fact }) => fact ?? type,
    compare: (before, after, subject) =>
      list.compareProperties(subject, before, after, {
        type: 'type',
        scale: 'digits after the point',
        optional: 'optional',
        fact: 'fact',
      }),
  };
}

function derivedKind(list: ChangeList): ItemKind<DerivedField> {
  return {
    what: 'derived',
    keyOf: ({ name }) => name,
    nameOf: ({ name }) => name,
    titleOf: ({ name }) => `Derived field ${name}`,
    summaryOf: ({ expression }) => expression,
    compare: (before, after, subject) =>
      list.compareProperties(subject, before, after, { expression: 'expression' }),
  };
}

function valueMapKind(list: ChangeList): ItemKind<ValueMap> {
  return {
    what: 'value-map',
    keyOf: ({ name }) => name,
    nameOf: ({ name }) => name,
    titleOf: ({ name }) => `Value map ${name}`,
    summaryOf: ({ entries }) => {
      const count = Object.keys(entries).length;
      return count === 1 ? '1 entry' : `${count} entries`;
    },
    compare: (before, after, subject) => {
      list.compareProperties(subject, before, after, {
        type: 'type',
        scale: 'digits after the point',
      });
      list.compareLists(
        { items: sortedEntries(before), pointer: `${subject.before}/entries` },
        { items: sortedEntries(after), pointer: `${subject.after}/entries` },
        entryKind(list, before.name),
      );
    },
  };
}

type Entry = readonly [key: string, value: string];

/** The order in which entries are written means nothing. */
function sortedEntries({ entries }: ValueMap): Entry[] {
  return Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
}

function entryKind(list: ChangeList, map: string): ItemKind<Entry> {
  return {
    what: 'map-entry',
    keyOf: ([key]) => key,
    segmentOf: ([key]) => key,
    nameOf: ([key]) => `${map}/${key}`,
    titleOf: ([key]) => `Entry ${key} of value map ${map}`,
    summaryOf: ([, value]) => value,
    compare: ([, before], [, after], subject) => {
      const part = { part: 'value', label: 'value', before: [], after: [] };
      list.comparePart(subject, part, before, after);
    },
  };
}
