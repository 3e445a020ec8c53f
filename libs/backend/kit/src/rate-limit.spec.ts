import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limit.ts';

describe('a rate limit', () => {
  it('lets a burst pass, then one at a time as time goes by', () => {
    const { limiter, pass } = limited({ perSecond: 2, burst: 3 });

    expect([1, 2, 3, 4].map(() => limiter.take('a'))).toEqual([0, 0, 0, 1]);
    pass(500);
    expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 1]);
    pass(60_000);
    expect([1, 2, 3, 4].map(() => limiter.take('a'))).toEqual([0, 0, 0, 1]);
  });

  it('counts each caller alone', () => {
    const { limiter } = limited({ perSecond: 1, burst: 1 });

    expect([limiter.take('a'), limiter.take('a'), limiter.take('b')]).toEqual([0, 1, 0]);
  });

  it('says how long to wait', () => {
    const { limiter } = limited({ perSecond: 0.1, burst: 1 });
    limiter.take('a');

    expect(limiter.take('a')).toBe(10);
  });

  it('does not give more for a clock that goes back', () => {
    const { limiter, pass } = limited({ perSecond: 1, burst: 1 });
    limiter.take('a');

    pass(-60_000);

    expect(limiter.take('a')).toBe(1);
  });

  it('forgets callers rather than grow without end', () => {
    const { limiter } = limited({ perSecond: 1, burst: 1 });
    limiter.take('first');

    for (let n = 0; n < 10_000; n += 1) limiter.take(`caller-${n}`);

    expect(limiter.take('first')).toBe(0);
    expect(limiter.take('caller-9999')).toBe(1);
  });
});

function limited(rate: { perSecond: number; burst: number }) {
  let at = 1_000_000;
  const limiter = createRateLimiter({ now: () => new Date(at) }, rate);
  return { limiter, pass: (ms: number) => (at += ms) };
}
