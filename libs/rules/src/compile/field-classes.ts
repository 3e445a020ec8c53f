import type { FieldShape } from '../check/checked.ts';
import type { ComparisonOperator } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import { TextClasses } from './text-classes.ts';

/** Classes in which a condition holds, as one byte each. */
export type ClassSet = Uint8Array;

/**
 * The values of one field, sorted into classes that the conditions on it cannot tell apart. With numbers compared to 10 and 20 these
 * are: below 10, 10, between, 20, above 20, missing. With texts: any other, each text that is named, missing. With booleans: false,
 * true, missing.
 */
export class FieldClasses {
  readonly count: number;
  private readonly missing: number;
  /** Sorted constants that numbers are compared with, filled up with infinity to a power of two. Number i is class 2i+1. */
  private readonly constants: Float64Array;
  private readonly texts: TextClasses;

  constructor(values: readonly (string | number | boolean)[]) {
    const numbers = Float64Array.from(
      new Set(values.filter((value) => typeof value === 'number')),
    ).sort();
    this.constants = new Float64Array(2 ** Math.ceil(Math.log2(numbers.length + 1))).fill(
      Number.POSITIVE_INFINITY,
    );
    this.constants.set(numbers);
    this.texts = new TextClasses([...new Set(values.filter((value) => typeof value === 'string'))]);
    this.missing = Math.max(2 * numbers.length, this.texts.count, 1) + 1;
    this.count = this.missing + 1;
  }

  classOf(value: Value): number {
    if (typeof value === 'number') return this.numberClass(value);
    if (typeof value === 'string') return this.texts.idOf(value);
    return value === null ? this.missing : Number(value);
  }

  /** Twice the number of constants below the value, plus one when it is a constant. No branch depends on the value: that is faster. */
  private numberClass(value: number): number {
    const { constants } = this;
    let below = 0;
    for (let step = constants.length >>> 1; step > 0; step >>>= 1) {
      below += step & -((constants[below + step - 1] as number) < value);
    }
    return 2 * below + +(constants[below] === value);
  }

  /** The classes in which a condition on this field holds. */
  classesOf(shape: FieldShape): ClassSet {
    const set = new Uint8Array(this.count);
    switch (shape.kind) {
      case 'present':
        return set.fill(1, 0, this.missing);
      case 'one-of':
        for (const value of shape.values) set[this.classOf(value)] = 1;
        return set;
      case 'test':
        return this.compared(set, shape.operator, this.classOf(shape.value));
      case 'all':
      case 'any':
        return this.combined(set, shape);
    }
  }

  /** A missing value equals no constant, so it differs from all; it is never ordered. */
  private compared(set: ClassSet, operator: ComparisonOperator, at: number): ClassSet {
    if (operator === '==') return set.fill(1, at, at + 1);
    if (operator === '!=') return set.fill(1).fill(0, at, at + 1);
    if (operator === '<') return set.fill(1, 0, at);
    if (operator === '<=') return set.fill(1, 0, at + 1);
    return set.fill(1, operator === '>' ? at + 1 : at, this.missing);
  }

  private combined(set: ClassSet, shape: Extract<FieldShape, { kind: 'all' | 'any' }>): ClassSet {
    const enough = shape.kind === 'any' ? 1 : shape.parts.length;
    for (const part of shape.parts) {
      const holds = this.classesOf(part);
      for (let at = 0; at < set.length; at += 1) set[at] = (set[at] ?? 0) + (holds[at] ?? 0);
    }
    return set.map((count) => (count >= enough ? 1 : 0));
  }
}
