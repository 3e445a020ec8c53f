import { roles } from '@waybill/contracts';
import { homeOf } from './homes.ts';

describe('the home of a role', () => {
  it.each([
    ['support', 'waiting'],
    ['admin', 'waiting'],
    ['auditor', 'integrity'],
    ['approver', 'waiting'],
    ['author', 'trends'],
    ['viewer', 'arrivals'],
  ] as const)('%s sees %s first', (role, section) => {
    expect(homeOf([role])[0]).toBe(section);
  });

  it('shows everybody what arrived, the board and the trends', () => {
    for (const role of roles) {
      expect(homeOf([role])).toEqual(expect.arrayContaining(['arrivals', 'board', 'trends']));
    }
  });

  it('follows the busiest of several roles, and shows something without one', () => {
    expect(homeOf(['viewer', 'support'])).toBe(homeOf(['support']));
    expect(homeOf([])).toBe(homeOf(['viewer']));
  });
});
