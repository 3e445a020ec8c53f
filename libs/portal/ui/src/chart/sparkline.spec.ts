import { pathOf } from './sparkline.ts';

describe('the course of a sparkline', () => {
  it.each<[(number | null)[], string]>([
    [[0, 10], 'M0 23L100 1'],
    [[5, 5, 5], 'M0 1L50 1L100 1'],
    [[1, null, 1], 'M0 1M100 1'],
    [[0, 0], 'M0 23L100 23'],
    [[-10, 10], 'M0 23L100 1'],
    [[], ''],
  ])('of %j is %s', (values, path) => {
    expect(pathOf(values)).toBe(path);
  });
});
