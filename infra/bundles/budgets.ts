/** What functions may cost: half of them start within `initCpuMs` more than an empty one, 95 of 100 are no larger than `gzipBytes`. */
export const budgets = { gzipBytes: 300_000, initCpuMs: 100 } as const;

/** The smallest value that this part of all values does not exceed; 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}
