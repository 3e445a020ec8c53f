import type { TestCase } from '../document/test-case.ts';
import type { ChangeList, ItemKind, Subject } from './change-list.ts';

export function testKind(list: ChangeList): ItemKind<TestCase> {
  return {
    what: 'test',
    keyOf: ({ id }) => id,
    nameOf: ({ id }) => id,
    titleOf: ({ id }) => `Test ${id}`,
    summaryOf: ({ expect }) => expect.outcome,
    compare: (before, after, subject) => {
      list.compareProperties(subject, before, after, { title: 'title' });
      compareRecords(list, 'row', before.row, after.row, subject);
      compareRecords(list, 'expect', before.expect, after.expect, subject);
    },
  };
}

/** Compares the properties that either object has. */
function compareRecords(
  list: ChangeList,
  path: 'row' | 'expect',
  before: object,
  after: object,
  subject: Subject,
): void {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const key of new Set<string>([...old.keys(), ...now.keys()])) {
    const place = [path, key];
    const part = { part: `${path} ${key}`, label: key, before: place, after: place };
    list.comparePart(subject, part, old.get(key), now.get(key));
  }
}
