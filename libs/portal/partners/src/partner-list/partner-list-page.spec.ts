import { aPartner } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';

describe('the list of partners', () => {
  it('shows whom to write to, each partner leading to its page', async () => {
    const screen = await openScreen('/partners');
    await screen.answer('/bff/api/partners', { items: [aPartner()], next: null });

    expect(screen.text()).toMatch(/Acme.*Live.*Ines Roy.*UTC/);
    expect(screen.query('tbody a.row-focus')?.getAttribute('href')).toBe('/partners/acme');
  });

  it('asks for what the address says', async () => {
    const screen = await openScreen('/partners?state=suspended&q=ac&sort=changed');
    const { request } = await screen.answer('/bff/api/partners', { items: [], next: null });

    expect(request.params.get('state')).toBe('suspended');
    expect(request.params.get('q')).toBe('ac');
    expect(request.params.get('sort')).toBe('changed');
  });

  it('teaches how the first partner is made', async () => {
    const screen = await openScreen('/partners');
    await screen.answer('/bff/api/partners', { items: [], next: null });

    expect(screen.text()).toContain('No partner yet');
  });
});
