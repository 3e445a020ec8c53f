import type { ClassRuns } from '../compile/class-runs.ts';
import { complementOf, intersectionOf } from '../compile/class-runs.ts';
import type { TestedField } from './clause-boxes.ts';
import type { WorkLimit } from './work-limit.ts';

/** One set of values per tested field; a point is in the box when every value is in its set. */
export type Sets = readonly ClassRuns[];

/** Whether some point is in both boxes. */
export function meets(a: Sets, b: Sets): boolean {
  for (let field = 0; field < a.length; field += 1)
    if (!setsMeet(a[field] as ClassRuns, b[field] as ClassRuns)) return false;
  return true;
}

/** Whether every point of the first box is in the second. */
export function within(a: Sets, b: Sets): boolean {
  for (let field = 0; field < a.length; field += 1)
    if (!isWithin(a[field] as ClassRuns, b[field] as ClassRuns)) return false;
  return true;
}

function setsMeet(a: ClassRuns, b: ClassRuns): boolean {
  if (a === b) return true;
  let [inA, inB] = [0, 0];
  while (inA < a.length && inB < b.length) {
    if ((a[inA + 1] as number) <= (b[inB] as number)) inA += 2;
    else if ((b[inB + 1] as number) <= (a[inA] as number)) inB += 2;
    else return true;
  }
  return false;
}

/** Runs do not touch, so each run of the first must lie in one run of the second. */
function isWithin(a: ClassRuns, b: ClassRuns): boolean {
  if (a === b) return true;
  let inB = 0;
  for (let inA = 0; inA < a.length; inA += 2) {
    while (inB < b.length && (b[inB + 1] as number) < (a[inA + 1] as number)) inB += 2;
    if (inB >= b.length || (b[inB] as number) > (a[inA] as number)) return false;
  }
  return true;
}

export function intersectionOfBoxes(a: Sets, b: Sets): Sets {
  return a.map((set, field) => intersectionOf(set, b[field] as ClassRuns));
}

/**
 * A part of a box that is in none of the others; null when they cover it, or when the limit was reached first. Every box that meets a
 * part cuts it into pieces outside of it, one per field, which then face the boxes after it.
 */
export function partOutside(
  whole: Sets,
  others: readonly Sets[],
  fields: readonly TestedField[],
  work: WorkLimit,
): Sets | null {
  const parts = [{ part: whole, next: 0 }];
  for (let one = parts.pop(); one !== undefined; one = parts.pop()) {
    const { part } = one;
    const from = one.next;
    let { next } = one;
    while (next < others.length && !meets(part, others[next] as Sets)) next += 1;
    work.spend(next - from + 1);
    if (work.exhausted) return null;
    const other = others[next];
    if (other === undefined) return part;
    for (const piece of piecesOutside(part, other, fields)) parts.push({ part: piece, next });
  }
  return null;
}

function piecesOutside(part: Sets, other: Sets, fields: readonly TestedField[]): Sets[] {
  const rest = [...part];
  const pieces: Sets[] = [];
  for (const [field, { domain }] of fields.entries()) {
    const [set, taken] = [part[field] as ClassRuns, other[field] as ClassRuns];
    if (taken === domain.all) continue;
    const outside = intersectionOf(set, complementOf(taken, domain.size));
    if (outside.length === 0) continue;
    pieces.push(rest.with(field, outside));
    rest[field] = intersectionOf(set, taken);
  }
  return pieces;
}
