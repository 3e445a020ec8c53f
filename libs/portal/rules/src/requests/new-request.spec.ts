import type { Role } from '@waybill/contracts';
import {
  aBacktest,
  aChangeRequest,
  aRuleSet,
  aRuleTestRun,
  aRuleVersionHead,
} from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const address = '/bff/api/rule-sets/acme.purchases';

describe('asking that a version is promoted', () => {
  it('runs its tests, takes its backtest, and leads to the request', async () => {
    const screen = await open([aBacktest()]);
    await ask(screen, 'The December campaign');
    const { request } = await screen.answer('/bff/api/change-requests', aChangeRequest(), 201);

    expect(request.body).toEqual({
      ruleSet: 'acme.purchases',
      version: 2,
      backtest: 'backtest_01',
      reason: 'The December campaign',
    });
    expect(screen.router.url).toBe('/change-requests/change_01');
  });

  it('is asked anew once it was refused, and again as the same while no answer came', async () => {
    const screen = await open([aBacktest()]);
    const keyAfter = async (reason: string, status: number) => {
      await ask(screen, reason);
      const answer = screen.answer('/bff/api/change-requests', null, status);
      return (await answer).request.headers.get('Idempotency-Key');
    };

    const lost = await keyAfter('The December campaign', 504);
    const refused = await keyAfter('The December campaign', 422);
    const later = await keyAfter('The campaign of December', 422);

    expect(refused).toBe(lost);
    expect(later).not.toBe(refused);
  });

  it('is refused with the way on while it was not backtested against what is active', async () => {
    const other = { ...aBacktest().base, sha256: 'd'.repeat(64) };
    const screen = await open([aBacktest({ base: other }), aBacktest({ state: 'cancelled' })]);

    expect(screen.button(/^Request promotion/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.query('a[href="/rules/acme.purchases/backtests?candidate=2"]')).not.toBeNull();
  });

  it('is refused while tests fail, and says which', async () => {
    const failing = { id: 'big', title: 'A big basket', passed: false, mismatch: '13, not 12.' };
    const screen = await open([aBacktest()], aRuleTestRun({ failed: 1, results: [failing] }));

    expect(screen.text()).toMatch(/1 test failed.*A big basket 13, not 12\./);
    expect(screen.button(/^Request promotion/).getAttribute('aria-disabled')).toBe('true');
  });

  it('says to whoever may not ask why its tests are not run', async () => {
    const screen = await opened([aBacktest()], 'viewer');

    expect(screen.text()).toMatch(/Tests\s*Your role \(viewer\) may not/);
    expect(screen.query('wb-skeleton')).toBeNull();
  });
});

async function open(
  backtests: readonly ReturnType<typeof aBacktest>[],
  tests = aRuleTestRun(),
): Promise<Screen> {
  const screen = await opened(backtests);
  await screen.answer(`${address}/test-runs`, tests, 201);
  return screen;
}

async function ask(screen: Screen, reason: string): Promise<void> {
  const field = screen.query('textarea');
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
  field.value = reason;
  field.dispatchEvent(new Event('input'));
  await screen.settled();
  screen.button(/^Request promotion/).click();
  await screen.settled();
}

async function opened(
  backtests: readonly ReturnType<typeof aBacktest>[],
  role: Role = 'author',
): Promise<Screen> {
  const screen = await openScreen('/rules/acme.purchases/request?version=2', role);
  await screen.answer(address, aRuleSet({ versions: 2 }));
  await screen.answer(`${address}/versions/2`, { ...aRuleVersionHead(), document: {} });
  await screen.answer('/bff/api/backtests', { items: backtests, next: null });
  await screen.answer('/bff/api/files', { items: [{}], next: null });
  return screen;
}
