import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClassRuns } from './class-runs.ts';
import { complementOf, intersectionOf, runsOf, unionOf } from './class-runs.ts';

const count = 12;
const classes = fc.uniqueArray(fc.nat({ max: count - 1 }), { maxLength: count });

it('runs of classes are the sets that they stand for, one operation upon another', () => {
  fc.assert(
    fc.property(classes, classes, classes, (a, b, c) => {
      const [runsA, runsB, runsC] = [runsOf(a), runsOf(b), runsOf(c)];
      const both = complementOf(intersectionOf(runsA, runsB), count);
      expect(membersOf(unionOf(both, runsC, count))).toEqual(
        all.filter((at) => !(a.includes(at) && b.includes(at)) || c.includes(at)),
      );
    }),
  );
});

const all = Array.from({ length: count }, (_, at) => at);

/** The members in the order of the runs, so that runs out of order or over each other are seen. */
function membersOf(runs: ClassRuns): number[] {
  return runs.flatMap((start, at) =>
    at % 2 === 0 ? all.filter((one) => one >= start && one < (runs[at + 1] ?? 0)) : [],
  );
}
