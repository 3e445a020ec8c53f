import { foldedScale, placeOf, type Period } from './folded-scale.ts';

const work = (from: number, to: number): Period => ({ from, to, reason: null });
const idle = (from: number, to: number): Period => ({ from, to, reason: 'in the queue' });

describe('the scale of a timeline', () => {
  it('is the time itself while nobody waits long', () => {
    const stretches = foldedScale([work(0, 6000), idle(6000, 7000), work(7000, 10_000)]);

    expect(stretches.map(({ width, folded }) => [width, folded])).toEqual([
      [60, false],
      [10, false],
      [30, false],
    ]);
  });

  it('folds a night in the queue to a strip, and gives the room to the work', () => {
    const night = 8 * 3_600_000;
    const stretches = foldedScale([idle(0, night), work(night, night + 4000)]);

    expect(stretches).toMatchObject([
      { left: 0, width: 8, folded: true },
      { left: 8, width: 92, folded: false },
    ]);
  });

  it('folds a second in the queue before a run that took less', () => {
    const [wait] = foldedScale([idle(0, 991), work(991, 1264)]);

    expect(wait).toMatchObject({ width: 8, folded: true });
  });

  it.each([1, 3, 12])('is filled to its end with %i folds', (folds) => {
    const periods = Array.from({ length: folds }, (_, n) => [
      idle(n * 100_000, n * 100_000 + 99_000),
      work(n * 100_000 + 99_000, (n + 1) * 100_000),
    ]).flat();

    const last = foldedScale(periods).at(-1);

    expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(100);
  });

  it('shows a moment of work beside hours of it', () => {
    const [moment] = foldedScale([work(0, 1), idle(1, 500), work(500, 7_200_000)]);

    expect(moment?.width).toBeGreaterThan(2);
  });

  it('places an instant within its stretch, and one outside at the end', () => {
    const stretches = foldedScale([idle(0, 100_000), work(100_000, 104_000)]);

    expect(placeOf(102_000, stretches)).toBe(54);
    expect(placeOf(-5, stretches)).toBe(0);
    expect(placeOf(999_999, stretches)).toBe(100);
  });

  it('has room for a run that only ever waited', () => {
    expect(foldedScale([idle(0, 60_000)])).toMatchObject([{ left: 0, width: 100 }]);
    expect(foldedScale([])).toEqual([]);
  });
});
