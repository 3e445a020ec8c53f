import type { ClassRuns } from '../compile/class-runs.ts';
import type { Sets } from './box-sets.ts';
import type { TestedField } from './clause-boxes.ts';

/** A box with a set of more values than this is compared with every other. */
const narrowMax = 32;

/**
 * Finds the boxes that may meet another without going through all: by the values of the one field that tells them apart best. In a
 * table of a thousand rows for as many stores or ranges, each row is compared with a few.
 */
export class BoxIndex {
  /** The field's position among the tested fields. */
  readonly field: number;
  private readonly all: readonly number[];
  /** For every value of the field, the boxes that take it; those that take many stand in `wide` only. Rising. */
  private readonly takers: readonly (readonly number[])[];
  private readonly wide: readonly number[];

  constructor(boxes: readonly Sets[], fields: readonly TestedField[]) {
    this.all = boxes.map((_, index) => index);
    const plans = fields.map((_, field) => planOf(boxes, field, fields));
    const costs = plans.map(({ cost }) => cost);
    this.field = Math.max(0, costs.indexOf(Math.min(...costs)));
    const plan = plans[this.field];
    this.takers = plan?.takers ?? [];
    this.wide = plan?.wide ?? this.all;
  }

  /** The boxes that may meet this one, itself included, rising. */
  near(sets: Sets): readonly number[] {
    const set = sets[this.field];
    if (set === undefined || widthOf(set) > narrowMax) return this.all;
    const found = new Set(this.wide);
    for (let run = 0; run < set.length; run += 2)
      for (let at = set[run] as number; at < (set[run + 1] as number); at += 1)
        for (const taker of this.takers[at] ?? []) found.add(taker);
    return [...found].sort((a, b) => a - b);
  }
}

interface Plan {
  readonly takers: readonly (readonly number[])[];
  readonly wide: readonly number[];
  /** How many pairs are left to compare. */
  readonly cost: number;
}

function planOf(boxes: readonly Sets[], field: number, fields: readonly TestedField[]): Plan {
  const takers: number[][] = Array.from({ length: fields[field]?.domain.size ?? 0 }, () => []);
  const wide: number[] = [];
  for (const [index, sets] of boxes.entries()) {
    const set = sets[field] as ClassRuns;
    if (widthOf(set) > narrowMax) wide.push(index);
    else
      for (let run = 0; run < set.length; run += 2)
        for (let at = set[run] as number; at < (set[run + 1] as number); at += 1)
          takers[at]?.push(index);
  }
  const narrow = takers.reduce((sum, { length }) => sum + length * (length + wide.length), 0);
  return { takers, wide, cost: narrow + wide.length * boxes.length };
}

function widthOf(set: ClassRuns): number {
  let width = 0;
  for (let run = 0; run < set.length; run += 2)
    width += (set[run + 1] as number) - (set[run] as number);
  return width;
}
