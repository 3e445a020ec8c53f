import { signal } from '@angular/core';
import { ListSelection } from './list-selection.ts';

describe('the selection of a list', () => {
  it('is nothing, then rows, then everything that matches', () => {
    const { selection } = made();
    expect(selection.value()).toBeNull();

    selection.toggle('b', false);
    expect(selection.value()).toEqual({ ids: ['b'] });
    selection.togglePage(true);
    expect(selection.count()).toBe(4);
    selection.selectAll();

    expect(selection.value()).toEqual({ query: { state: 'failed' }, expected: 4212 });
    expect(selection.count()).toBe(4212);
  });

  it('takes the rows in between along, in both directions', () => {
    const { selection } = made();

    selection.toggle('c', false);
    selection.toggle('a', true);
    expect([...selection.ids()].sort()).toEqual(['a', 'b', 'c']);
    selection.toggle('c', true);

    expect(selection.value()).toBeNull();
  });

  it('is the page without one row when one of all is taken out', () => {
    const { selection } = made();

    selection.selectAll();
    selection.toggle('a', false);

    expect(selection.value()).toEqual({ ids: ['b', 'c', 'd'] });
  });

  it('ends where other rows are shown', () => {
    const { selection, place } = made();
    selection.selectAll();

    place.set('page 2');

    expect(selection.value()).toBeNull();
  });
});

function made() {
  const place = signal('page 1');
  const selection = new ListSelection({
    ids: () => ['a', 'b', 'c', 'd'],
    place,
    query: () => ({ state: 'failed' }),
    matching: () => 4212,
  });
  return { selection, place };
}
