import type { ExpectedDecision } from '@waybill/rules';
import { partsOf, readPart, writePart } from './expected-parts.ts';

const accrual: ExpectedDecision = { outcome: 'accrue', points: 180, expiresOn: null, warnings: [] };

describe('what a test expects', () => {
  it.each([
    ['points', { text: '180', isNone: false }],
    ['expiresOn', { text: '', isNone: true }],
    ['clauses', { text: '', isNone: false }],
    ['warnings', { text: '', isNone: true }],
  ])('reads %s off, told apart from what may be anything', (key, written) => {
    expect(readPart(accrual, partOf(accrual, key))).toEqual(written);
  });

  it.each([
    ['points', '12', { points: 12 }],
    ['expiresOn', '2028-05-31', { expiresOn: '2028-05-31' }],
    ['clauses', 'base/silver', { clauses: 'base/silver' }],
    ['warnings', 'One.\nTwo.\n', { warnings: ['One.', 'Two.'] }],
  ])('takes what is written for %s', (key, text, taken) => {
    const part = partOf(accrual, key);

    expect(writePart(accrual, part, { text, isNone: false })).toEqual({ ...accrual, ...taken });
  });

  it('leaves open what is emptied', () => {
    const written = writePart(accrual, partOf(accrual, 'points'), { text: '', isNone: false });

    expect(written).not.toHaveProperty('points');
  });

  it.each(['-1', '1.5', 'many', '99999999999999999999'])('takes no %s for points', (text) => {
    expect(writePart(accrual, partOf(accrual, 'points'), { text, isNone: false })).toBeNull();
  });

  it('tells all of a purchase taken back from no statement', () => {
    const reversal: ExpectedDecision = { outcome: 'reverse' };
    const part = partOf(reversal, 'points');

    expect(writePart(reversal, part, { text: '', isNone: true })).toEqual({
      outcome: 'reverse',
      points: null,
    });
  });
});

function partOf(expected: ExpectedDecision, key: string) {
  const part = partsOf(expected).find((each) => each.key === key);
  if (!part) throw new Error(`no ${key}`);
  return part;
}
