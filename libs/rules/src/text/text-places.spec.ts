import { describe, expect, it } from 'vitest';
import { TextPlaces, pathOf, pointerOf } from './text-places.ts';

const expressions: readonly (readonly [written: string, piece: string])[] = [
  ['"floor(amount)"', 'amount'],
  [String.raw`"category == \"MUSIC\" && amount > 5"`, 'amount'],
  [String.raw`"category == \"MUSIC\" && amount > 5"`, '"MUSIC"'],
  [String.raw`"a\tb\n\u0041\\ && amount"`, 'amount'],
  [String.raw`"\ud83c\udfb5 == \u00e4mount"`, 'ämount'],
  ['"🎵 ä amount"', 'amount'],
];

describe('the places of a JSON text', () => {
  it.each(expressions)(
    'find in %s the piece %s, whatever is escaped before it',
    (written, piece) => {
      const text = `{\n  "rules": [{ "when": ${written} }]\n}`;
      const places = new TextPlaces(text);
      const meant = JSON.parse(written) as string;
      const start = meant.indexOf(piece);

      const span = places.spanInside('/rules/0/when', { start, end: start + piece.length });

      const source = text.slice(span.start, span.end);
      expect(JSON.parse(`"${source}"`)).toBe(piece);
      expect(places.at(span.start)).toMatchObject({ value: meant, offset: start });
      expect(places.at(span.end)).toMatchObject({ value: meant, offset: start + piece.length });
    },
  );

  it('mark the end of an expression that ends too early', () => {
    const text = '{ "when": "a + " }';
    const span = new TextPlaces(text).spanInside('/when', { start: 4, end: 4 });

    expect(span).toEqual({ start: 15, end: 15 });
  });

  it('mark the whole of an empty expression’s inside', () => {
    expect(new TextPlaces('{ "when": "" }').spanInside('/when', { start: 0, end: 0 })).toEqual({
      start: 11,
      end: 11,
    });
  });

  it('name what is around a value that is not there', () => {
    const text = '{ "tables": [{ "id": "base" }] }';

    expect(spanned(text, '/tables/0/rows/3')).toBe('{ "id": "base" }');
  });

  it('read escaped names and indexes of a pointer', () => {
    const text = '{ "valueMaps": [{ "entries": { "a/b": "1", "~": "2", "7": "3" } }] }';

    expect(spanned(text, '/valueMaps/0/entries/a~1b')).toBe('"1"');
    expect(spanned(text, '/valueMaps/0/entries/~0')).toBe('"2"');
    expect(spanned(text, '/valueMaps/0/entries/7')).toBe('"3"');
    expect(pointerOf(pathOf('/valueMaps/0/entries/a~1b'))).toBe('/valueMaps/0/entries/a~1b');
  });

  it.each(['[', '{"a":', '{"a":1,}[{"b":'])(
    'stand in a text of %s a hundred thousand times over, up to where it is too deep',
    (opening) => {
      const text = opening.repeat(100_000);
      const places = new TextPlaces(text);

      expect(places.spanOf('/0/0/0')).toBeDefined();
      expect(places.at(text.length - 1)).toBeNull();
      expect(places.syntaxErrors.length).toBeGreaterThan(0);
    },
  );

  it('find the first of a key that stands there twice', () => {
    expect(spanned('{ "a": 1, "a": 2 }', '/a')).toBe('1');
  });

  it('are known while the text is being written', () => {
    const places = new TextPlaces('{ "rules": [{ "when": "amount > ');

    expect(places.syntaxErrors.length).toBeGreaterThan(0);
    expect(places.at(30)?.path).toEqual(['rules', 0, 'when']);
  });
});

function spanned(text: string, pointer: string): string {
  const { start, end } = new TextPlaces(text).spanOf(pointer);
  return text.slice(start, end);
}
