import type { TrialSide } from '@waybill/contracts';
import { describe, expect, it } from 'vitest';
import { crossedLimit } from './crossed-limit.ts';

const limits = { rejectRateMax: 0.2, pointsRatioMax: 1.5 };
const side = (accepted: number, refused: number, granted: number): TrialSide => ({
  accepted,
  refused,
  granted,
});

describe('a file of a canary', () => {
  it.each([
    ['keeps within both limits', side(10, 0, 100), side(8, 2, 120), null],
    ['is refused too often', side(10, 0, 100), side(7, 3, 70), /3 of 10 rows .* 30 %.* 20 %/],
    ['earns too much per row', side(10, 0, 100), side(10, 0, 151), /1\.51 times .* 1\.5/],
    ['earns too much on fewer rows', side(10, 0, 100), side(8, 2, 121), /1\.512 times/],
    ['earns nothing, and never did', side(10, 0, 0), side(10, 0, 0), null],
    ['earns where it did not', side(10, 0, 0), side(10, 0, 1), /where the active rules grant none/],
    ['earns less', side(10, 0, 100), side(10, 0, 0), null],
    ['has no rows', side(0, 0, 0), side(0, 0, 0), null],
  ])('%s', (_what, base, candidate, expected) => {
    const crossed = crossedLimit(limits, base, candidate);

    if (expected === null) expect(crossed).toBeNull();
    else expect(crossed).toMatch(expected);
  });
});
