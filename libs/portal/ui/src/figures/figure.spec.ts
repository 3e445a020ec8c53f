import { byteSize, counted, figure, signedFigure } from './figure.ts';

describe('figures', () => {
  it.each([
    [0, '0'],
    [69_659, '69,659'],
    [1_000_000, '1,000,000'],
  ])('%i reads %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it.each([
    [0, '0 rows, 0 entries'],
    [1, '1 row, 1 entry'],
    [1204, '1,204 rows, 1,204 entries'],
  ])('%i of something reads %s', (count, text) => {
    expect(`${counted(count, 'row')}, ${counted(count, 'entry', 'entries')}`).toBe(text);
  });

  it.each([
    [1204, '+1,204'],
    [-320, '−320'],
    [0, '0'],
  ])('a change of %i reads %s', (value, text) => {
    expect(signedFigure(value)).toBe(text);
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_960_000, '2.0 MB'],
    [49_000, '49 kB'],
    [5_000_000_000, '5.0 GB'],
    [7_000_000_000_000, '7000 GB'],
  ])('%i bytes read %s', (bytes, text) => {
    expect(byteSize(bytes)).toBe(text);
  });
});
