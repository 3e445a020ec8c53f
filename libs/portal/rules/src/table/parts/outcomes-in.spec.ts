import type { Outcome } from '@waybill/rules';
import { outcomesIn } from './outcomes-in.ts';

const whole: readonly Outcome[] = [
  { do: 'accrue', points: 'floor(amount)', expires: { months: 24, endOf: 'month' } },
  { do: 'set', field: 'kind', value: '"sale"' },
  { do: 'warn', message: 'Large.' },
  { do: 'reverse' },
];

describe('what is pasted as what a row does', () => {
  it('is taken when it was copied from another row', () => {
    expect(outcomesIn(JSON.stringify(whole))).toEqual(whole);
  });

  it.each([
    ['[{"do":"accrue"}]', 'Outcome 1: The property points is missing.'],
    ['[{"do":"skip","reason":"A refund."},{"do":"set","field":"kind"}]', 'Outcome 2: The property'],
    ['[{"do":"accrue","points":5}]', 'Outcome 1, points: Here stands a text, not a number.'],
    ['[{"do":"accrue","points":"1","expires":{"months":-1}}]', 'Outcome 1, expires months: '],
    ['[{"do":"accrue","points":"1","factor":"2"}]', 'There is no property factor here.'],
    ['[{"do":"give"}]', 'An outcome has a property do: one of reject'],
    ['[]', 'This list needs 1 items at least.'],
  ])('is refused when it is no whole outcome, and says why: %s', (text, why) => {
    expect(outcomesIn(text)).toMatchObject({ fault: expect.stringContaining(why) });
  });

  it.each(['', 'twice the points', '{"do":"reverse"}', '5'])('is refused as text: %j', (text) => {
    expect(outcomesIn(text)).toEqual({ fault: 'Open the cell to say what the row does.' });
  });
});
