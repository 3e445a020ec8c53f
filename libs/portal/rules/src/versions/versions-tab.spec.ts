import type { RuleSet } from '@waybill/contracts';
import {
  aFeedBundleHead,
  aRuleDraft,
  aRuleSet,
  aRuleTestRun,
  aRuleVersionHead,
} from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const address = '/bff/api/rule-sets/acme.purchases';

describe('the versions of a rule set', () => {
  afterEach(() => {
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('say who made each and why, and which is and was active', async () => {
    const screen = await open();

    const [first, second] = screen.all('tbody tr').map(({ textContent }) => textContent);
    expect(first).toMatch(/acme-standard@2.*Active.*author.*The December campaign/s);
    expect(second).toMatch(/acme-standard@1.*Was active/s);
  });

  it('are rolled back with a reason, after what it changes was shown', async () => {
    const screen = await open('?from=2&to=1');
    await screen.answer(`${address}/diff`, { changes: [] });
    screen.button(/^Roll back to acme-standard@1/).click();
    await screen.appears('mat-dialog-container textarea');
    const field = screen.query('mat-dialog-container textarea');
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
    field.value = 'Points were doubled';
    field.dispatchEvent(new Event('input'));
    const buttons = screen.all('mat-dialog-container button');
    buttons.find((button) => button.textContent.trim() === 'Roll back')?.click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/rollback`, {});

    expect(request.body).toEqual({ version: 1, reason: 'Points were doubled' });
  });

  it('are not rolled back by an author, who learns why', async () => {
    const screen = await open('?from=2&to=1', 'author');
    await screen.answer(`${address}/diff`, { changes: [] });

    expect(screen.button(/^Roll back to/).getAttribute('aria-disabled')).toBe('true');
  });

  it('are not restored while there is a draft', async () => {
    const screen = await open('', 'author');

    expect(screen.button(/^Restore acme-standard@1/).getAttribute('aria-disabled')).toBe('true');
  });

  it('are restored once, however often the button is pressed', async () => {
    const screen = await open('', 'author', null);
    const button = screen.button(/^Restore acme-standard@1/);
    button.click();
    button.click();
    await screen.settled();
    expect(button.getAttribute('aria-disabled')).toBe('true');

    const { request } = await screen.answer(`${address}/draft`, aRuleDraft(), 201);
    expect(request.body).toEqual({ from: { kind: 'version', version: 1 } });
    await vi.waitUntil(() => screen.router.url === '/rules/acme.purchases/overview');
  });

  it('have tests that are run here', async () => {
    const screen = await open('', 'author');
    screen.button(/^Run the tests of acme-standard@2/).click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/test-runs`, aRuleTestRun(), 201);

    expect(request.body).toEqual({ version: 2 });
    expect(screen.text()).toMatch(/Tests of acme-standard@2.*1 test passed/);
  });
});

const begun = {
  basedOn: 2,
  updatedAt: '2026-11-02T08:00:00.000Z',
  updatedBy: 'person:author',
  frozenAs: 2,
};

async function open(
  query = '',
  role: 'approver' | 'author' = 'approver',
  draft: RuleSet['draft'] = begun,
): Promise<Screen> {
  const screen = await openScreen(`/rules/acme.purchases/versions${query}`, role);
  const active = { ...aRuleSet().active, version: 2, ruleVersion: 'acme-standard@2' };
  await screen.answer(address, aRuleSet({ versions: 2, active, draft }));
  const versions = [
    aRuleVersionHead({ active: true }),
    aRuleVersionHead({ version: 1, ruleVersion: 'acme-standard@1', basedOn: null }),
  ];
  await screen.answerAll(`${address}/versions`, { items: versions, next: null });
  const bundles = ['acme-standard@2', 'acme-standard@1'].map((ruleVersion) =>
    aFeedBundleHead({ ruleVersion }),
  );
  await screen.answerAll('/bff/api/feeds/acme.purchases/bundles', { items: bundles, next: null });
  return screen;
}
