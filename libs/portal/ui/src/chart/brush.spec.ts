import { afterKey, nearest, noBrush, rangeOf } from './brush.ts';
import type { Brush } from './brush.ts';

describe('choosing a range by keyboard', () => {
  it.each<[string[], number | null, readonly [number, number] | null]>([
    [['ArrowRight'], 9, null],
    [['Home', 'ArrowRight'], 1, null],
    [['End', 'ArrowRight'], 9, null],
    [['Home', '+ArrowRight', '+ArrowRight'], 2, [0, 2]],
    [['End', '+ArrowLeft'], 8, [8, 9]],
    [['Home', '+End'], 9, [0, 9]],
    [['Home', '+ArrowRight', 'ArrowRight'], 2, null],
  ])('%j ends at point %s with the range %j', (keys, active, range) => {
    const brush = keys.reduce<Brush>(
      (before, key) => afterKey(before, key.replace('+', ''), key.startsWith('+'), 10) ?? before,
      noBrush,
    );

    expect(brush.active).toBe(active);
    expect(rangeOf(brush)).toEqual(range);
  });

  it('leaves other keys alone, and every key where there are no points', () => {
    expect(afterKey(noBrush, 'a', false, 10)).toBeNull();
    expect(afterKey(noBrush, 'Home', false, 0)).toBeNull();
  });

  it.each([
    [[10, 20, 30], 14, 0],
    [[10, 20, 30], 400, 2],
    [[], 5, null],
  ])('of points at %j the one nearest to %i is %s', (xs, x, index) => {
    expect(nearest(xs, x)).toBe(index);
  });
});
