import { rank, ranked } from './rank.ts';

const places = ['Overview', 'Runs', 'Errors', 'Files', 'Replays', 'Feeds calendar', 'Partners'];

describe('what answers to what was typed', () => {
  it.each([
    ['ru', 'Runs'],
    ['fc', 'Feeds calendar'],
    ['cal', 'Feeds calendar'],
    ['REP', 'Replays'],
    ['er', 'Errors'],
    ['part', 'Partners'],
  ])('%s finds %s first', (typed, place) => {
    expect(ranked(typed, places, (each) => each)[0]).toBe(place);
  });

  it('leaves out what lacks a letter', () => {
    expect(rank('xyz', 'Runs')).toBeNull();
    expect(rank('rnus', 'Runs')).toBeNull();
  });

  it('keeps the order where nothing was typed', () => {
    expect(ranked('', places, (each) => each)).toEqual(places);
  });
});
