import { rowWindow, rowsInDocumentMax } from './row-window.ts';

const screen = { height: 800, rowHeight: 40 };

describe('the window on a page of rows', () => {
  it('is the whole page while that is short', () => {
    expect(rowWindow(50, { ...screen, top: 0 })).toEqual({ first: 0, end: 50 });
  });

  it('is the first rows while nobody knows how high one is', () => {
    expect(rowWindow(500, { ...screen, rowHeight: 0, top: 0 })).toEqual({ first: 0, end: 24 });
  });

  it.each([0, 39, 400, 5000, 19_199, 19_200, 25_000])(
    'at %i px holds every row on the screen and never too many',
    (top) => {
      const { first, end } = rowWindow(500, { ...screen, top });

      const shownFirst = Math.min(Math.floor(top / 40), 480);
      expect(first).toBeLessThanOrEqual(shownFirst);
      expect(end).toBeGreaterThanOrEqual(Math.min(500, shownFirst + 20));
      expect(end - first).toBeLessThanOrEqual(rowsInDocumentMax);
    },
  );

  it('does not move with every pixel', () => {
    const tops = Array.from({ length: 320 }, (_, pixel) => 4000 + pixel);

    const places = new Set(tops.map((top) => rowWindow(500, { ...screen, top }).first));

    expect(places.size).toBeLessThanOrEqual(2);
  });
});
