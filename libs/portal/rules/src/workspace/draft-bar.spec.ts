import { aFeed, aRuleDraft, aRuleSet } from '@waybill/contracts/testing';
import type { Role } from '@waybill/contracts';
import { tieredRules } from '@waybill/rules/testing';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const address = '/bff/api/rule-sets/acme.purchases';
const draft = { basedOn: 1, updatedAt: '2026-05-01T08:00:00.000Z', updatedBy: 'a', frozenAs: null };

describe('the bar of the draft', () => {
  afterEach(() => {
    localStorage.clear();
  });

  it('starts a draft from a template, which says beforehand what it does', async () => {
    const screen = await opened();
    screen.button(/^Start a draft$/).click();
    await screen.appears('wb-begin-dialog');
    radio(screen, /^Tiers by amount/).click();
    await screen.settled();
    expect(screen.text()).toContain('If amount is at least 500: 2 points per 1 of amount');

    screen.button(/^Start the draft$/).click();
    await vi.waitUntil(() => screen.query('wb-begin-dialog') === null);
    await screen.settled();
    const text = '{ "name": "tiers-by-amount" }';
    const { request } = await screen.answer(`${address}/draft`, aRuleDraft({ text }), 201);

    expect(request.method).toBe('POST');
    expect(request.body).toMatchObject({ from: { kind: 'text' } });
    expect(JSON.parse(textOf(request.body))).toMatchObject({ name: 'tiers-by-amount' });
    expect(screen.text()).toContain('Saved');
  });

  it('asks once what to begin from, however often it is pressed', async () => {
    const screen = await opened();
    screen.button(/^Start a draft$/).click();
    screen.button(/^Start a draft$/).click();
    await screen.appears('wb-begin-dialog');

    expect(screen.all('wb-begin-dialog')).toHaveLength(1);
    screen.all('.cdk-overlay-container').forEach((overlay) => {
      overlay.remove();
    });
  });

  it('starts none before the fields are known that a template is written for', async () => {
    const screen = await openScreen('/rules/acme.purchases/overview');
    await screen.answer(address, aRuleSet());
    expect(screen.button(/^Start a draft$/).getAttribute('aria-disabled')).toBe('true');

    await screen.answer('/bff/api/feeds/acme.purchases', aFeed());
    expect(screen.button(/^Start a draft$/).getAttribute('aria-disabled')).toBeNull();
  });

  it('tells who may not write why, and who can', async () => {
    const screen = await opened('viewer');

    expect(screen.button(/^Start a draft$/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.text()).toMatch(/Somebody with the role .*author.* can/);
  });

  it('counts what is wrong, and freezes nothing that has errors', async () => {
    const screen = await opened('author', '{ "name": ');
    await screen.answer(`${address}/draft`, aRuleDraft({ text: '{ "name": ' }));

    screen.button(/^1 error$/).click();
    await screen.settled();
    expect(screen.query('#findings')?.textContent).toMatch(/error:.*Here stands no JSON value/);
    expect(screen.button(/^Freeze/).getAttribute('aria-disabled')).toBe('true');
  });

  it('offers no version that would say the same as the last one', async () => {
    const text = JSON.stringify(tieredRules());
    const screen = await opened('author', text, 2);
    await screen.answer(`${address}/draft`, aRuleDraft({ text, updatedAt: draft.updatedAt }));

    expect(screen.button(/^Freeze/).getAttribute('aria-disabled')).toBe('true');
    expect(document.body.textContent).toContain('Version 2 says the same.');
    expect(screen.query('wb-draft-bar a')?.getAttribute('href')).toBe(
      '/rules/acme.purchases/overview',
    );
  });

  it('leads from what is wrong with a test to that test, and names its place', async () => {
    const tests = [{ id: 'small', row: {}, expect: { outcome: 'accrue' } }];
    const text = JSON.stringify({ ...tieredRules(), tests });
    const screen = await opened('author', text);
    await screen.answer(`${address}/draft`, aRuleDraft({ text }));
    await screen.appears('button.findings.bad');
    screen.button(/error/).click();
    await screen.settled();

    expect(screen.query('#findings a')?.getAttribute('href')).toMatch(/\/tests\?test=small$/);
    expect(screen.query('#findings code')?.textContent).toBe('small, row');
  });
});

async function opened(
  role: Role = 'author',
  text?: string,
  frozenAs: number | null = null,
): Promise<Screen> {
  const screen = await openScreen('/rules/acme.purchases/overview', role);
  const rules = aRuleSet(text === undefined ? {} : { draft: { ...draft, frozenAs } });
  await screen.answer(address, rules);
  await screen.answer('/bff/api/feeds/acme.purchases', aFeed());
  return screen;
}

function radio(screen: Screen, name: RegExp): HTMLInputElement {
  const label = screen.all('label').find(({ textContent }) => name.test(textContent.trim()));
  const input = label?.querySelector('input');
  if (!input) throw new Error(`there is no choice ${String(name)}`);
  return input;
}

function textOf(body: unknown): string {
  return (body as { from: { text: string } }).from.text;
}
