/** A set of classes as runs of neighbours: start, end, start, end, …, rising, ends not included. Runs may be empty. */
export type ClassRuns = readonly number[];

/** The classes in both sets. */
export function intersectionOf(a: ClassRuns, b: ClassRuns): ClassRuns {
  const runs: number[] = [];
  let [inA, inB] = [0, 0];
  while (inA < a.length && inB < b.length) {
    const [endA, endB] = [a[inA + 1] as number, b[inB + 1] as number];
    const start = Math.max(a[inA] as number, b[inB] as number);
    const end = Math.min(endA, endB);
    if (start < end) runs.push(start, end);
    if (endA <= endB) inA += 2;
    if (endB <= endA) inB += 2;
  }
  return runs;
}

/** The classes, of so many, that are not in the set. */
export function complementOf(runs: ClassRuns, count: number): ClassRuns {
  return [0, ...runs, count];
}

/** The classes, of so many, in either set. */
export function unionOf(a: ClassRuns, b: ClassRuns, count: number): ClassRuns {
  return complementOf(intersectionOf(complementOf(a, count), complementOf(b, count)), count);
}

/** The set of some classes. */
export function runsOf(classes: readonly number[]): ClassRuns {
  return classes.toSorted((a, b) => a - b).flatMap((at) => [at, at + 1]);
}
