import {
  aBacktest,
  aBacktestDetail,
  aFile,
  aRuleSet,
  aRuleVersionHead,
} from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const address = '/bff/api/rule-sets/acme.purchases';
const draft = {
  basedOn: 1,
  updatedAt: '2026-11-02T08:00:00.000Z',
  updatedBy: 'person:author',
  frozenAs: null,
};

describe('the backtests of a rule set', () => {
  it('are listed with what each came to', async () => {
    const screen = await open();

    expect(screen.query('tbody a[href="/backtests/backtest_01"]')?.textContent).toContain(
      'acme-standard@1 → acme-standard@2',
    );
    expect(screen.text()).toMatch(/Done\s*2\s*10\s*3\s*\+200\s*author/);
  });

  it('begin with a version over the last files, and lead to its page', async () => {
    const screen = await open('?candidate=2');
    screen.button(/Start the backtest/).click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/backtests`, aBacktestDetail(), 202);

    expect(request.body).toEqual({ candidate: 2, base: null, files: { last: 10 } });
    expect(screen.router.url).toBe('/backtests/backtest_01');
  });

  it('go over the files that are ticked', async () => {
    const screen = await open('?candidate=2');
    screen.query('input[value=chosen]')?.click();
    await screen.settled();
    expect(screen.button(/Start the backtest/).getAttribute('aria-disabled')).toBe('true');
    const { request: asked } = await screen.answer('/bff/api/files', {
      items: [aFile({ id: 'file_07' })],
      next: null,
    });
    expect(asked.params.get('feed')).toBe('acme.purchases');
    screen.query('wb-archived-files input')?.click();
    await screen.settled();
    screen.button(/Start the backtest/).click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/backtests`, aBacktestDetail(), 202);

    expect(request.body).toMatchObject({ files: { ids: ['file_07'] } });
  });

  it('may not be started by a viewer, who learns why', async () => {
    const screen = await open('', 'viewer');

    expect(screen.button(/Start the backtest/).getAttribute('aria-disabled')).toBe('true');
  });
});

async function open(query = '', role: 'author' | 'viewer' = 'author'): Promise<Screen> {
  const screen = await openScreen(`/rules/acme.purchases/backtests${query}`, role);
  await screen.answer(address, aRuleSet({ versions: 2, draft }));
  await screen.answer('/bff/api/backtests', { items: [aBacktest()], next: null });
  const active = aRuleVersionHead({ version: 1, ruleVersion: 'acme-standard@1', active: true });
  await screen.answer(`${address}/versions`, {
    items: [aRuleVersionHead(), active],
    next: null,
  });
  return screen;
}
