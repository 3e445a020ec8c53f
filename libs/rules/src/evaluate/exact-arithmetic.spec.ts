import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvaluationFailure } from './evaluation-failure.ts';
import {
  ceilBy,
  compareScaled,
  divideRounded,
  exact,
  floorBy,
  roundBy,
} from './exact-arithmetic.ts';

const safe = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 }), extremes());
const factor = fc.integer({ min: 0, max: 12 }).map((scale) => 10 ** scale);

describe('exact arithmetic agrees with an oracle of big integers', () => {
  it.each([
    ['floor', floorBy, (n: bigint, d: bigint) => floorOf(n, d)],
    ['ceil', ceilBy, (n: bigint, d: bigint) => -floorOf(-n, d)],
    ['round', roundBy, roundOf],
  ] as const)('%s', (_name, ours, oracle) => {
    fc.assert(
      fc.property(safe, factor, (value, by) => {
        expect(ours(value, by)).toBe(Number(oracle(BigInt(value), BigInt(by))));
      }),
      { numRuns: 2_000 },
    );
  });

  it('division', () => {
    fc.assert(
      fc.property(
        safe,
        fc.integer({ min: -12, max: 24 }),
        safe.filter((n) => n !== 0),
        (value, shift, divisor) => {
          const top = BigInt(value) * (shift > 0 ? 10n ** BigInt(shift) : 1n);
          const bottom = BigInt(divisor) * (shift < 0 ? 10n ** BigInt(-shift) : 1n);
          expect(outcome(() => divideRounded(value, shift, divisor))).toBe(
            inRangeOrFailure(roundOf(top, bottom)),
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['+', (a: number, b: number) => a + b, (a: bigint, b: bigint) => a + b],
    ['-', (a: number, b: number) => a - b, (a: bigint, b: bigint) => a - b],
    ['*', (a: number, b: number) => a * b, (a: bigint, b: bigint) => a * b],
  ] as const)('a %s b is exact or RULE-007', (_operator, ours, oracle) => {
    fc.assert(
      fc.property(safe, safe, (a, b) => {
        expect(outcome(() => exact(ours(a, b)))).toBe(
          inRangeOrFailure(oracle(BigInt(a), BigInt(b))),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('comparison across scales', () => {
    fc.assert(
      fc.property(safe, factor, safe, factor, (a, aFactor, b, bFactor) => {
        const [left, right] = [BigInt(a) * BigInt(aFactor), BigInt(b) * BigInt(bFactor)];
        expect(Math.sign(compareScaled(a, aFactor, b, bFactor))).toBe(
          left < right ? -1 : left > right ? 1 : 0,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

function extremes(): fc.Arbitrary<number> {
  const max = Number.MAX_SAFE_INTEGER;
  return fc.constantFrom(
    max,
    -max,
    max - 1,
    2 ** 52,
    -(2 ** 52),
    94906265,
    94906267,
    5,
    -5,
    15,
    25,
    0,
  );
}

function outcome(compute: () => number): string {
  try {
    return String(compute());
  } catch (failure) {
    return failure instanceof EvaluationFailure ? failure.code : 'thrown';
  }
}

function inRangeOrFailure(value: bigint): string {
  const max = BigInt(Number.MAX_SAFE_INTEGER);
  return value > max || value < -max ? 'RULE-007' : String(value);
}

function floorOf(n: bigint, d: bigint): bigint {
  return n % d !== 0n && n < 0n !== d < 0n ? n / d - 1n : n / d;
}

/** Halves away from zero, written as people say it: half up on the size, then the sign. */
function roundOf(n: bigint, d: bigint): bigint {
  const negative = n < 0n !== d < 0n;
  const [size, by] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const half = size % by;
  const rounded = size / by + (half * 2n >= by ? 1n : 0n);
  return negative ? -rounded : rounded;
}
