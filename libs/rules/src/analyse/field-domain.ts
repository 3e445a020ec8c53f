import type { ExpressionType } from '../check/expression-type.ts';
import type { FieldShape } from '../check/checked.ts';
import type { ClassRuns } from '../compile/class-runs.ts';
import { FieldClasses } from '../compile/field-classes.ts';
import type { Value } from '../value.ts';

const max = Number.MAX_SAFE_INTEGER;

/**
 * What a field's value can be, as far as the conditions of a group can tell: its classes without those that no value has, such as
 * whole numbers between 5 and 6. They are counted from 0, and sets of them are runs that neither touch nor are empty, so that two
 * sets are compared by their bounds.
 */
export class FieldDomain {
  readonly size: number;
  readonly all: ClassRuns;
  private readonly classes: FieldClasses;
  private readonly numbers: readonly number[];
  private readonly texts: readonly string[];
  private readonly type: ExpressionType;
  /** How many of the classes before one can occur. */
  private readonly rank: Int32Array;
  private readonly examples: Value[] = [];

  constructor(type: ExpressionType, constants: readonly (string | number | boolean)[]) {
    this.type = type;
    this.classes = new FieldClasses(constants);
    this.numbers = [...new Set(constants.filter((value) => typeof value === 'number'))].sort(
      (a, b) => a - b,
    );
    this.texts = [...new Set(constants.filter((value) => typeof value === 'string'))];
    this.rank = new Int32Array(this.classes.count + 1);
    for (let at = 0; at < this.classes.count; at += 1) {
      const example = this.exampleOfClass(at);
      if (example !== undefined) this.examples.push(example);
      this.rank[at + 1] = this.examples.length;
    }
    this.size = this.examples.length;
    this.all = [0, this.size];
  }

  /** The values that a condition takes. */
  where(shape: FieldShape): ClassRuns {
    const runs = this.classes.classesOf(shape);
    const dense: number[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const start = this.rank[runs[at] as number] as number;
      const end = this.rank[runs[at + 1] as number] as number;
      if (start === end) continue;
      if (dense.at(-1) === start) dense[dense.length - 1] = end;
      else dense.push(start, end);
    }
    return dense;
  }

  /** A value of the class. */
  exampleOf(at: number): Value {
    return this.examples[at] ?? null;
  }

  /** Where a value stands, for a value that conditions compare with. */
  classOf(value: Value): number {
    return this.rank[this.classes.classOf(value)] as number;
  }

  /** A value of a class of `FieldClasses`; undefined when there is none. */
  private exampleOfClass(at: number): Value | undefined {
    if (at === this.classes.count - 1) return this.type.optional ? null : undefined;
    switch (this.type.base) {
      case 'boolean':
        return at < 2 ? at === 1 : undefined;
      case 'text':
        return at === 0 ? otherThan(this.texts) : this.texts[at - 1];
      default:
        return this.exampleNumber(at);
    }
  }

  private exampleNumber(at: number): number | undefined {
    const { numbers } = this;
    if (at > 2 * numbers.length) return undefined;
    if (at % 2 === 1) return numbers[(at - 1) / 2];
    const below = numbers[at / 2 - 1];
    const above = numbers[at / 2];
    const step = this.type.base === 'number' ? 10 ** this.type.scale : 1;
    if (below === undefined) return above === undefined ? 0 : inside(-max - 1, above - step, above);
    return inside(below, below + step, above ?? max + 1);
  }
}

/** A plain number between two others, wished for or the next best; undefined when there is none. */
function inside(below: number, wished: number, above: number): number | undefined {
  if (wished > below && wished < above) return wished;
  if (above - below <= 1) return undefined;
  return above <= max ? above - 1 : below + 1;
}

/** A text that none of the others is. */
function otherThan(texts: readonly string[]): string {
  let other = 'OTHER';
  while (texts.includes(other)) other += '-2';
  return other;
}
