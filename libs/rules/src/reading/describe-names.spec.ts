import { describe, expect, it } from 'vitest';
import { cappedRules, tieredRules } from '../testing/example-rules.ts';
import { purchaseSlots } from '../testing/purchase-slots.ts';
import { describeNames } from './describe-names.ts';

describe('the names of a rule set', () => {
  it('are its inputs, derived fields and value maps, with the types that the checker finds', () => {
    expect(describeNames(tieredRules(), purchaseSlots)).toEqual([
      named('occurredOn', 'input', '/inputs/0', 'a date'),
      named('amount', 'input', '/inputs/1', 'a decimal with 4 digits'),
      { ...named('category', 'input', '/inputs/2', 'a text'), mayBeMissing: true },
      named('dollars', 'derived', '/derived/0', 'an integer'),
      named('rate', 'derived', '/derived/1', 'a decimal with 2 digits'),
      named('categoryRate', 'value-map', '/valueMaps/0', 'a decimal with 2 digits'),
    ]);
  });

  it('tell a fact about the member from a field of the feed', () => {
    expect(describeNames(cappedRules(), purchaseSlots)).toContainEqual(
      named('soFar', 'fact', '/inputs/2', 'an integer'),
    );
  });

  it('are there while an expression is wrong', () => {
    const rules = { ...tieredRules(), derived: [{ name: 'dollars', expression: 'floor(amout' }] };

    expect(describeNames(rules, purchaseSlots)).toContainEqual(
      expect.objectContaining({ name: 'dollars', type: null }),
    );
  });
});

function named(name: string, kind: string, pointer: string, type: string) {
  return { name, kind, pointer, type, mayBeMissing: false };
}
