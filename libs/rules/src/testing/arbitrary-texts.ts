import fc from 'fast-check';
import { arbitraryCondition, arbitraryNumber } from './arbitrary-rules.ts';

/** What expressions are made of, so that random ones get far into the parser. */
const pieces =
  '( ) [ ] , . .. ? : ! - + * % / == != <= >= < > && || = & | in and not true false null n amount kind round( has( coalesce( div( lookup( "x" \'y\' "\\ 1 1.5 007 9007199254740991 \u{1f600} \\ { } @ $ é'.split(
    ' ',
  );

/** Shapes that have stopped other parsers, each filled up with more of itself. */
const openings = [
  '(',
  '[',
  '!',
  '-',
  '- -',
  'a.',
  'n ? ',
  'n ? n : ',
  'flag ? flag : ',
  'has(q) && ',
  'n + ',
  'amount * ',
  'n == 1 || ',
  'n in [1, ',
  'in ',
  '..',
  '1..2, ',
  '(1..',
  '"A", ',
  '> 1, ',
  '"\\',
  "'",
  '"é\u{1f600}',
  'round(',
  'coalesce(q, ',
  'min(n, ',
  'unknown0 + ',
  'amuont.floor() + ',
  '\u{1f600}',
  '\u0301',
  '\ud800',
  ' ',
  '\t\n',
  '1',
  '0.',
  '"" + ',
];

const repeated = fc
  .tuple(
    fc.constantFrom(...openings),
    fc.integer({ min: 1, max: 4_500 }),
    fc.string({ maxLength: 3 }),
  )
  .map(([opening, length, end]) => opening.repeat(Math.ceil(length / opening.length)) + end);

const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 700 }).map((list) => list.join(' '));

/** A well-formed expression with a few letters put in, taken out or doubled. */
const damaged = fc
  .tuple(
    fc.oneof(arbitraryCondition, arbitraryNumber),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom(...pieces, '')), {
      maxLength: 4,
    }),
  )
  .map(([text, cuts]) =>
    cuts.reduce((whole, [at, length, piece]) => {
      const place = at % (whole.length + 1);
      return whole.slice(0, place) + piece + whole.slice(place + length);
    }, text),
  );

/** Well-formed expressions put together until they are as large as one may be. */
const wide = fc
  .tuple(
    fc.array(arbitraryCondition, { minLength: 1, maxLength: 60, size: 'max' }),
    fc.constantFrom(' && ', ' || ', ' == ', ', '),
  )
  .map(([parts, by]) => parts.join(by).slice(0, 4_000));

/** Texts for the place of an expression or a cell: nonsense, nearly right, or right and as large as possible. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  repeated,
  soup,
  damaged,
  wide,
  fc.string({ unit: 'binary', maxLength: 4_200 }),
);
