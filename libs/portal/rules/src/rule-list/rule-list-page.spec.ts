import { aRuleSet } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';

describe('the list of rules', () => {
  it('says of each feed which version is in which environment and what is being written', async () => {
    const screen = await openScreen('/rules');
    await screen.answer('/bff/api/rule-sets', {
      items: [
        aRuleSet(),
        aRuleSet({
          id: 'acme.returns',
          feedName: 'Returns',
          latest: { version: 2, ruleVersion: 'returns@2', sha256: 'b'.repeat(64) },
          trial: {
            version: 2,
            ruleVersion: 'returns@2',
            sha256: 'b'.repeat(64),
            how: 'canary',
            changeRequest: 'chg_1',
          },
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
    expect(screen.text()).toMatch(
      /acme-standard@1.*none.*acme-standard@1.*none.*Returns.*returns@2.*returns@2, canary.*acme-standard@1.*Being written/,
    );
  });

  it('asks for the rules of one partner when the address says so', async () => {
    const screen = await openScreen('/rules?partner=acme');
    const { request } = await screen.answer('/bff/api/rule-sets', { items: [], next: null });

    expect(request.params.get('partner')).toBe('acme');
    expect(screen.text()).toContain('Clear the filters');
  });
});
