import type { RuleSetDocument } from '@waybill/rules';
import { tieredRules } from '@waybill/rules/testing';
import { changed, duplicated, freeId, moved, withTest, without } from './test-edits.ts';

const rules = ['a', 'b', 'c'].reduce<RuleSetDocument>(
  (document, id) => withTest(document, { id, row: {}, expect: { outcome: 'skip' } }),
  tieredRules(),
);

describe('the list of tests', () => {
  it('is changed in one place at a time', () => {
    expect(idsOf(duplicated(rules, 'a', freeId(rules, 'a')))).toEqual(['a', 'a-2', 'b', 'c']);
    expect(idsOf(without(rules, 'b'))).toEqual(['a', 'c']);
    expect(idsOf(changed(rules, 'b', (test) => ({ ...test, id: 'z' })))).toEqual(['a', 'z', 'c']);
  });

  it.each([
    ['a', 1, ['b', 'a', 'c']],
    ['c', -1, ['a', 'c', 'b']],
    ['a', -1, ['a', 'b', 'c']],
    ['c', 1, ['a', 'b', 'c']],
  ])('moves %s by %i, not beyond its ends', (id, by, ids) => {
    expect(idsOf(moved(rules, id, by))).toEqual(ids);
  });

  it('stays as it is when the test is not there', () => {
    expect(without(rules, 'nobody')).toBe(rules);
  });
});

function idsOf({ tests = [] }: RuleSetDocument) {
  return tests.map(({ id }) => id);
}
