import { differencesOf } from './differences.ts';

const column = (name: string, more: object = {}) => ({ name, type: 'text', ...more });
const layout = (...columns: object[]) => ({ layout: { columns } });

describe('differences of two JSON values', () => {
  it('are none when only the order of keys differs', () => {
    expect(differencesOf({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toEqual([]);
  });

  it('name the place from the outside in', () => {
    const before = { dialect: { delimiter: ',', trim: false } };
    const after = { dialect: { delimiter: ';', trim: false } };

    expect(differencesOf(before, after)).toEqual([
      { path: ['dialect', 'delimiter'], kind: 'changed', before: ',', after: ';' },
    ]);
  });

  it('count a column put in the middle as one, and leave those behind it alone', () => {
    const before = layout(column('a'), column('b'));
    const after = layout(column('a'), column('x'), column('b'));

    expect(differencesOf(before, after)).toEqual([
      { path: ['layout', 'columns', 'x'], kind: 'added', before: undefined, after: column('x') },
    ]);
  });

  it('look into a thing of a list that kept its name', () => {
    const before = layout(column('a'), column('b'));
    const after = layout(column('a'), column('b', { type: 'date', format: 'dd/MM/yyyy' }));

    expect(differencesOf(before, after).map(({ path, kind }) => [path.join('.'), kind])).toEqual([
      ['layout.columns.b.type', 'changed'],
      ['layout.columns.b.format', 'added'],
    ]);
  });

  it('say once that named things changed their order', () => {
    const before = layout(column('a'), column('b'), column('c'));
    const after = layout(column('c'), column('a'));

    expect(differencesOf(before, after)).toEqual([
      { path: ['layout', 'columns', 'b'], kind: 'removed', before: column('b'), after: undefined },
      { path: ['layout', 'columns'], kind: 'moved', before: ['a', 'c'], after: ['c', 'a'] },
    ]);
  });

  it('look into things without a name by their place, while there are as many', () => {
    const points = (points: string) => ({ then: [{ do: 'accrue', points }] });

    expect(differencesOf(points('floor(amount)'), points('floor(amount * 2)'))).toEqual([
      {
        path: ['then', '1', 'points'],
        kind: 'changed',
        before: 'floor(amount)',
        after: 'floor(amount * 2)',
      },
    ]);
  });

  it('take a list of plain values as one value', () => {
    expect(differencesOf({ nullTokens: ['', 'NA'] }, { nullTokens: ['NA'] })).toEqual([
      { path: ['nullTokens'], kind: 'changed', before: ['', 'NA'], after: ['NA'] },
    ]);
  });

  it.each([
    [null, {}],
    [[], {}],
    ['1', 1],
  ])('see that %j is not %j', (before, after) => {
    expect(differencesOf(before, after)).toEqual([{ path: [], kind: 'changed', before, after }]);
  });
});
