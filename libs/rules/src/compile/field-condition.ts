import type { Checked, FieldShape } from '../check/checked.ts';

/** A condition that depends on nothing but one field. */
export interface FieldCondition {
  readonly place: number;
  readonly shape: FieldShape;
}

/** The condition as one on a single field; undefined when it is not, or when it computes something. */
export function fieldCondition({ shape }: Checked): FieldCondition | undefined {
  if (shape.kind === 'test' || shape.kind === 'one-of' || shape.kind === 'present')
    return { place: shape.place, shape };
  if (shape.kind !== 'all' && shape.kind !== 'any') return undefined;
  const parts = shape.parts.map(fieldCondition).filter((part) => part !== undefined);
  const [first] = parts;
  if (first === undefined || parts.length < shape.parts.length) return undefined;
  if (parts.some(({ place }) => place !== first.place)) return undefined;
  return {
    place: first.place,
    shape: { kind: shape.kind, parts: parts.map((part) => part.shape) },
  };
}

/** The constants that a condition compares its field with. */
export function constantsOf(shape: FieldShape): readonly (string | number | boolean)[] {
  if (shape.kind === 'test') return [shape.value];
  if (shape.kind === 'one-of') return shape.values;
  return shape.kind === 'present' ? [] : shape.parts.flatMap(constantsOf);
}

/** A conjunction as its parts, in the order in which they are tested; parts that always hold are left out. */
export function conjuncts(condition: Checked): Checked[] {
  const { shape } = condition;
  if (shape.kind === 'all') return shape.parts.flatMap(conjuncts);
  return shape.kind === 'constant' && shape.value === true ? [] : [condition];
}
