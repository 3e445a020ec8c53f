import { placeIn, written } from './row-address.ts';

describe('a row in an address', () => {
  it('is the one that was written', () => {
    const place = { run: 'run_a.b', rowNo: 12 };
    expect(placeIn(written(place))).toEqual(place);
  });

  it.each([null, '', 'run_1', 'run_1.', 'run_1.0', '.3', 'run_1.x', `${'r'.repeat(65)}.1`])(
    'is none in %j',
    (text) => {
      expect(placeIn(text)).toBeNull();
    },
  );
});
