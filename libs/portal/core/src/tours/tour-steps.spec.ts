import { roles } from '@waybill/contracts';
import { tours } from './tour-steps.ts';

describe('the tour of a role', () => {
  it.each(roles)('of %s is short', (role) => {
    expect(tours[role].length).toBeGreaterThanOrEqual(4);
    expect(tours[role].length).toBeLessThanOrEqual(6);
  });
});
