import { aRunBundle } from '@waybill/contracts/testing';
import { constraintsOf, dialectFacts, sourceOf } from './format-text.ts';
import { outcomeText, periodText } from './rules-text.ts';

describe('a configuration in words', () => {
  it('says how the file is written', () => {
    const { format } = aRunBundle();
    const dialect = { ...format.dialect, delimiter: '\t', quote: null, skipLines: 2 };
    const trailer = { marker: 'TRL', countCell: 1 };

    const facts = Object.fromEntries(dialectFacts({ ...format, dialect: { ...dialect, trailer } }));

    expect(facts).toMatchObject({
      Cells: 'separated by tab',
      Quotes: 'never',
      Header: 'line 3',
      Trailer: '“TRL” with the row count in cell 2',
    });
  });

  it('says what a column must hold', () => {
    const column = { name: 'day', type: 'date', required: true, format: 'dd/MM/yyyy' } as const;

    expect(constraintsOf({ ...column, minimum: '2020-01-01', aliases: ['date'] })).toBe(
      'written dd/MM/yyyy, at least 2020-01-01, also called date',
    );
    expect(constraintsOf({ name: 'x', type: 'text', required: false, start: 4, width: 3 })).toBe(
      'characters 5–7',
    );
  });

  it.each([
    [{ field: 'currency', constant: 'EUR' }, 'always “EUR”'],
    [
      { field: 'kind', column: 'typ', valueMap: 'kinds', default: 'SALE' },
      'column “typ”, translated by kinds, “SALE” where empty',
    ],
  ])('says where %j comes from', (field, text) => {
    expect(sourceOf(field)).toBe(text);
  });

  it.each([
    [{ do: 'accrue', points: 'floor(amount)' } as const, 'give floor(amount) points'],
    [
      { do: 'accrue', points: '10', expires: { months: 24, endOf: 'year' } } as const,
      'give 10 points that expire after 24 months, at the end of the year',
    ],
    [{ do: 'reverse' } as const, 'take back what was given'],
    [{ do: 'skip', reason: 'gift card' } as const, 'book nothing: gift card'],
  ])('says what %j does', (outcome, text) => {
    expect(outcomeText(outcome)).toBe(text);
  });

  it('says when a clause applies, and nothing when it always does', () => {
    expect(periodText({ effectiveFrom: '2026-11-01' })).toBe('from 2026-11-01');
    expect(periodText({})).toBe('');
  });
});
