import { aLedgerEntry, aMember, aMemberStats } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';

describe('the list of members', () => {
  it('links each row to the member and counts the states', async () => {
    const screen = await openScreen('/members');
    await screen.answer('/bff/api/members', { items: [aMember()], next: null });
    await screen.answer('/bff/api/member-stats', aMemberStats());

    expect(screen.query('tbody a.row-focus')?.getAttribute('href')).toBe('/members/acme:E1042');
    expect(screen.button(/^Frozen/).textContent).toContain('1');
  });

  it('says where members come from when there are none', async () => {
    const screen = await openScreen('/members');
    await screen.answer('/bff/api/members', { items: [], next: null });

    expect(screen.text()).toContain('Members come with a partner’s roster');
  });
});

describe('the list of entries', () => {
  it('asks why with each row, and narrows by kind', async () => {
    const screen = await openScreen('/entries?kind=reversal');
    const taken = aLedgerEntry({ kind: 'reversal', points: -12 });
    const { request } = await screen.answer('/bff/api/ledger-entries', {
      items: [taken],
      next: null,
    });

    expect(request.params.get('kind')).toBe('reversal');
    const link = screen.query('tbody a.row-focus');
    expect(link?.getAttribute('href')).toBe('/entries/ent_01');
    expect(link?.getAttribute('aria-label') ?? link?.textContent).toContain('why?');
    expect(screen.text()).toContain('−12');
  });
});
