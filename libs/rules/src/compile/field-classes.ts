import type { FieldShape } from '../check/checked.ts';
import type { ComparisonOperator } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import type { ClassRuns } from './class-runs.ts';
import { complementOf, intersectionOf, runsOf, unionOf } from './class-runs.ts';
import { TextClasses } from './text-classes.ts';

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
  classesOf(shape: FieldShape): ClassRuns {
    switch (shape.kind) {
      case 'present':
        return [0, this.missing];
      case 'missing':
        return [this.missing, this.count];
      case 'not':
        return complementOf(this.classesOf(shape.part), this.count);
      case 'one-of':
        return runsOf([...new Set(shape.values.map((value) => this.classOf(value)))]);
      case 'test':
        return this.compared(shape.operator, this.classOf(shape.value));
      case 'all':
        return shape.parts
          .map((part) => this.classesOf(part))
          .reduce(intersectionOf, [0, this.count]);
      case 'any':
        return shape.parts
          .map((part) => this.classesOf(part))
          .reduce((a, b) => unionOf(a, b, this.count), []);
    }
  }

  /** A missing value equals no constant, so it differs from all; it is never ordered. */
  private compared(operator: ComparisonOperator, at: number): ClassRuns {
    if (operator === '==') return [at, at + 1];
    if (operator === '!=') return complementOf([at, at + 1], this.count);
    if (operator === '<') return [0, at];
    if (operator === '<=') return [0, at + 1];
    return [operator === '>' ? at + 1 : at, this.missing];
  }
}
