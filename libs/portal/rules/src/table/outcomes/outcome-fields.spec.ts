import type { Outcome } from '@waybill/rules';
import { faultOfMonths, fieldsOf, outcomeOf } from './outcome-fields.ts';

const outcomes: readonly Outcome[] = [
  { do: 'accrue', points: 'floor(amount)', expires: { months: 24, endOf: 'month' } },
  { do: 'accrue', points: '5' },
  { do: 'reverse' },
  { do: 'reverse', points: '10' },
  { do: 'set', field: 'kind', value: '"sale"' },
  { do: 'skip', reason: 'A refund.' },
  { do: 'reject', message: 'Too large.' },
  { do: 'warn', message: 'Large.' },
];

describe('an outcome in a form', () => {
  it.each(outcomes)('comes out as it went in: %j', (outcome) => {
    expect(outcomeOf(fieldsOf(outcome))).toEqual(outcome);
  });

  it.each([
    ['', null],
    ['24', null],
    ['1.5', /Whole months/],
    ['soon', /Whole months/],
    ['-1', /Whole months/],
  ])('expires after %j months: %s', (months, fault) => {
    if (fault === null) expect(faultOfMonths(months)).toBeNull();
    else expect(faultOfMonths(months)).toMatch(fault);
  });
});
