import { quantile } from './budgets.ts';
import type { Bundle } from './build-bundles.ts';
import { referenceFunction } from './functions.ts';

/** What `referenceFunction` takes to start on the machine that the budgets are written for: two cores, at rest. */
const referenceMs = 72;
const startsBetween = 20;

/** With a start of the reference after every twentieth, so that both meet the machine as it is at the time. */
export function withReferences(bundles: readonly Bundle[], reference: Bundle): Bundle[] {
  return bundles.flatMap((bundle, at) =>
    at % startsBetween === 0
      ? [bundle, { ...reference, name: `${referenceFunction.name}-${String(at)}` }]
      : [bundle],
  );
}

/** How many times slower the machine is on which these starts took so long, at least 1. */
export function slowness(startMs: ReadonlyMap<string, number>): number {
  const references = [...startMs].filter(([name]) => name.startsWith(referenceFunction.name));
  return Math.max(
    1,
    quantile(
      references.map(([, ms]) => ms),
      0.5,
    ) / referenceMs,
  );
}
