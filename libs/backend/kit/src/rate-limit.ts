import type { Clock } from './clock.ts';

export interface RateLimiter {
  /** 0 when the caller may go on, else the seconds after which it may. */
  take(caller: string): number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * A token bucket per caller. At most 10,000 callers are remembered; the one unseen for longest is forgotten first, which
 * only ever gives somebody a full bucket.
 *
 * @param perSecond requests per second that a caller may keep up
 * @param burst requests it may make at once
 */
export function createRateLimiter(
  clock: Clock,
  { perSecond, burst }: { perSecond: number; burst: number },
): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(caller) {
      const now = clock.now().getTime();
      const known = buckets.get(caller) ?? { tokens: burst, filledAt: now };
      const refill = (Math.max(0, now - known.filledAt) / 1000) * perSecond;
      const tokens = Math.min(burst, known.tokens + refill);
      const allowed = tokens >= 1;
      buckets.delete(caller);
      buckets.set(caller, { tokens: allowed ? tokens - 1 : tokens, filledAt: now });
      if (buckets.size > 10_000) forgetOldest(buckets);
      return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
    },
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const caller of buckets.keys()) {
    buckets.delete(caller);
    return;
  }
}
