import type { Checked, FieldShape } from '../check/checked.ts';

/** A condition that depends on nothing but one field. */
export interface FieldCondition {
  readonly place: number;
  readonly shape: FieldShape;
}

/** The condition as one on a single field; undefined when it is not, or when it computes something. */
export function fieldCondition({ shape, type }: Checked): FieldCondition | undefined {
  switch (shape.kind) {
    case 'test':
    case 'one-of':
    case 'present':
    case 'missing':
      return { place: shape.place, shape };
    case 'field':
      return type.base === 'boolean'
        ? { place: shape.place, shape: { kind: 'test', operator: '==', value: true } }
        : undefined;
    case 'not': {
      const part = fieldCondition(shape.part);
      return part && { place: part.place, shape: { kind: 'not', part: part.shape } };
    }
    case 'all':
    case 'any':
      return ofParts(shape);
    default:
      return undefined;
  }
}

function ofParts(shape: {
  readonly kind: 'all' | 'any';
  readonly parts: readonly Checked[];
}): FieldCondition | undefined {
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
  switch (shape.kind) {
    case 'test':
      return [shape.value];
    case 'one-of':
      return shape.values;
    case 'not':
      return constantsOf(shape.part);
    case 'all':
    case 'any':
      return shape.parts.flatMap(constantsOf);
    default:
      return [];
  }
}

/** A conjunction as its parts, in the order in which they are tested; parts that always hold are left out. */
export function conjuncts(condition: Checked): Checked[] {
  const { shape } = condition;
  if (shape.kind === 'all') return shape.parts.flatMap(conjuncts);
  return shape.kind === 'constant' && shape.value === true ? [] : [condition];
}
