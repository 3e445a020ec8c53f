import type { Checked } from '../check/checked.ts';
import type { Known } from '../check/known.ts';
import { knownByBoth, nothingKnown } from '../check/known.ts';
import type { NumberRange } from '../check/number-range.ts';
import { anyNumber, between, inBoth } from '../check/number-range.ts';
import type { ComparisonOperator } from '../parse/syntax-tree.ts';

const opposite = { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' } as const;
const mirrored = { '==': '==', '!=': '!=', '<': '>', '>': '<', '<=': '>=', '>=': '<=' } as const;

/** What a comparison says about the fields that it compares, where it holds and where it does not. */
export function knownByComparison(
  operator: ComparisonOperator,
  left: Checked,
  right: Checked,
): Pick<Checked, 'knownWhenTrue' | 'knownWhenFalse'> {
  return {
    knownWhenTrue: knownWhere(operator, left, right),
    knownWhenFalse: knownWhere(opposite[operator], left, right),
  };
}

function knownWhere(operator: ComparisonOperator, left: Checked, right: Checked): Known {
  return knownByBoth(
    knownOfField(left, operator, right),
    knownOfField(right, mirrored[operator], left),
  );
}

function knownOfField(field: Checked, operator: ComparisonOperator, other: Checked): Known {
  const name = field.fieldName;
  if (name === undefined || !isPresent(field, operator, other)) return nothingKnown;
  return [{ name, range: inBoth(field.range, allowed(field, operator, other)) }];
}

/** After `x == <something present>` or `x != null`, x is present. */
function isPresent(field: Checked, operator: ComparisonOperator, other: Checked): boolean {
  if (!field.type.optional) return true;
  if (operator === '==') return !other.type.optional;
  return operator === '!=' && other.type.base === 'null';
}

/** The values that a field can have, in its own units, when it compares so with some value of the other side. */
function allowed(field: Checked, operator: ComparisonOperator, other: Checked): NumberRange {
  if (field.type.base !== other.type.base || other.type.optional) return anyNumber;
  if (field.type.base === 'text' || field.type.base === 'boolean') return anyNumber;
  const shift = field.type.scale - other.type.scale;
  // Not times a fraction, which is not exact: 300000 · 10^-5 is more than 3.
  const scaled = (units: number) => (shift < 0 ? units / 10 ** -shift : units * 10 ** shift);
  const [low, high] = [scaled(other.range.least), scaled(other.range.most)];
  switch (operator) {
    case '==':
      return between(Math.ceil(low), Math.floor(high), other.range.zero);
    case '!=':
      return low === 0 && high === 0 ? { ...anyNumber, zero: false } : anyNumber;
    case '<':
      return between(-Infinity, Math.ceil(high) - 1);
    case '<=':
      return between(-Infinity, Math.floor(high));
    case '>':
      return between(Math.floor(low) + 1, Infinity);
    case '>=':
      return between(Math.ceil(low), Infinity);
  }
}
