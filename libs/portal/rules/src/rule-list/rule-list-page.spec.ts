import { aRuleSet } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';

describe('the list of rules', () => {
  it('says of each feed what is active and what is being written', async () => {
    const screen = await openScreen('/rules');
    await screen.answer('/bff/api/rule-sets', {
      items: [
        aRuleSet(),
        aRuleSet({
          id: 'acme.returns',
          feedName: 'Returns',
          draft: {
            basedOn: 1,
            updatedAt: '2026-05-01T08:00:00.000Z',
            updatedBy: 'person:author',
            frozenAs: null,
          },
        }),
      ],
      next: null,
    });

    expect(screen.query('tbody a.row-focus')?.getAttribute('href')).toBe('/rules/acme.purchases');
    expect(screen.text()).toMatch(/acme-standard@1.*none.*Returns.*Being written/);
  });

  it('asks for the rules of one partner when the address says so', async () => {
    const screen = await openScreen('/rules?partner=acme');
    const { request } = await screen.answer('/bff/api/rule-sets', { items: [], next: null });

    expect(request.params.get('partner')).toBe('acme');
    expect(screen.text()).toContain('Clear the filters');
  });
});
