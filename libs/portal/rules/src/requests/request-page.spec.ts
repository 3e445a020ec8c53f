import { TestBed } from '@angular/core/testing';
import { problemType } from '@waybill/contracts';
import type { Role } from '@waybill/contracts';
import {
  aBacktestDetail,
  aChangeRequest,
  aProblem,
  aRuleSet,
  aRuleTestRun,
  aRuleVersionHead,
} from '@waybill/contracts/testing';
import { Undo } from '@waybill/portal-core';
import { tieredRules } from '@waybill/rules/testing';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const address = '/bff/api/change-requests/change_01';
const ruleSet = '/bff/api/rule-sets/acme.purchases';

describe('the page of a change request', () => {
  afterEach(() => {
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('shows what changes, what it rests on, and what it is bound to', async () => {
    const screen = await open();

    expect(screen.text()).toMatch(/“The December campaign”, author/);
    expect(screen.text()).toContain('Row gold');
    expect(screen.text()).toMatch(/1 test passed, 3 of 4 clauses reached/);
    expect(screen.text()).toMatch(/3 changed, points 1,000 → 1,200, \+200/);
    expect(screen.query('a[href="/backtests/backtest_01"]')).not.toBeNull();
    expect(screen.text()).toContain('c'.repeat(64));
  });

  it('tells what checking the version warns of, and where', async () => {
    const screen = await open();

    expect(screen.text()).toMatch(/What checking finds.*warning:.*is unusual.*pointsMax/);
  });

  it('says that checking finds nothing', async () => {
    const screen = await open(aChangeRequest(), 'viewer', []);

    expect(screen.text()).toMatch(/What checking finds\s*Nothing\./);
  });

  it('is approved by somebody else, with a reason', async () => {
    const screen = await open(aChangeRequest(), 'approver');
    screen.button(/^Approve/).click();
    await screen.appears('mat-dialog-container textarea');
    say(screen, 'The figures are as agreed');
    const buttons = screen.all('mat-dialog-container button');
    buttons.find((button) => button.textContent.trim() === 'Approve')?.click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/approve`, aChangeRequest());

    expect(request.body).toEqual({ reason: 'The figures are as agreed' });
  });

  it('is not decided on by who asked, not even an admin', async () => {
    const screen = await open(aChangeRequest({ requestedBy: 'person:admin' }), 'admin');

    expect(screen.button(/^Approve/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.button(/^Reject/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.button(/^Withdraw/).getAttribute('aria-disabled')).toBeNull();
  });

  it('is not promoted before it is approved', async () => {
    const screen = await open(aChangeRequest(), 'approver');

    expect(screen.button(/^Promote/).getAttribute('aria-disabled')).toBe('true');
  });

  it('is promoted once it is approved, which can be taken back', async () => {
    const screen = await open(aChangeRequest({ state: 'approved' }), 'approver');
    screen.button(/^Promote/).click();
    await screen.settled();
    await screen.answer(`${address}/promote`, aChangeRequest({ state: 'promoted' }));
    const undo = TestBed.inject(Undo);
    const [offer] = undo.pending();
    expect(offer?.done).toBe('acme-standard@2 is active');

    void undo.undo(offer?.id ?? 0);
    await screen.settled();
    const { request } = await screen.answer('/bff/api/rule-sets/acme.purchases/rollback', {});
    expect(request.body).toMatchObject({ version: 1 });
  });

  it.each([
    ['evidence-stale', 'What the change request rests on has changed since.'],
    ['change-request-not-approved', 'Only an approved change request can be promoted.'],
  ] as const)('says in plain words that it was refused for %s', async (name, words) => {
    const screen = await open(aChangeRequest({ state: 'approved' }), 'approver');
    screen.button(/^Promote/).click();
    await screen.settled();
    await screen.answer(`${address}/promote`, aProblem({ type: problemType(name) }), 409);

    expect(screen.text()).toContain(words);
  });

  it('is tried on the next file, and its trial is stopped with a reason', async () => {
    const screen = await open(aChangeRequest({ state: 'approved' }), 'approver');
    screen.button(/^Try on the next file/).click();
    await screen.settled();
    const { request } = await screen.answer(`${address}/promote`, aChangeRequest());
    expect(request.body).toEqual({ how: 'canary' });
    const trial = {
      how: 'canary',
      state: 'running',
      files: { wanted: 1, done: 0, waiting: 0 },
      limits: { rejectRateMax: 0.05, pointsRatioMax: 1.5 },
      bundleVersion: 2,
      rows: { read: 0, same: 0, changes: aBacktestDetail().rows.changes },
      points: { base: 0, candidate: 0, delta: 0 },
      startedBy: 'person:approver',
      startedAt: '2026-11-02T11:00:00.000Z',
      endedBy: null,
      endedAt: null,
      stoppedBecause: null,
    } as const;
    await screen.answer(address, aChangeRequest({ state: 'trial', trial }));
    expect(document.activeElement?.textContent).toBe('Promote acme-standard@2');
    expect(screen.query('header [role=status]')?.textContent).toContain('On trial');
    await screen.answer(`${address}/trial-runs`, { items: [], next: null });

    expect(screen.text()).toMatch(/Canary.*more than 5\.0 % rejected, or more than 1\.5 times/);
    expect(screen.text()).toContain('No file came since it began.');
    expect(screen.button(/^Stop the trial/).getAttribute('aria-disabled')).toBeNull();
  });

  it('tells what became of it, and offers nothing more once it is closed', async () => {
    const screen = await open(
      aChangeRequest({
        state: 'void',
        closedBy: 'person:author',
        closedAt: '2026-11-02T11:00:00.000Z',
        closedBecause: 'The draft was written on.',
      }),
    );

    expect(screen.text()).toMatch(/It is void: The draft was written on\./);
    expect(screen.text()).toMatch(/author made it void/);
    expect(() => screen.button(/^Approve/)).toThrow();
  });

  it('says why it rests on no backtest', async () => {
    const because = 'acme.purchases had no archived file to go over.';
    const screen = await open(aChangeRequest({ backtest: null, noBacktestBecause: because }));

    expect(screen.text()).toContain(`It rests on none: ${because}`);
  });
});

describe('the list of change requests', () => {
  it('asks for what the address says', async () => {
    const screen = await openScreen('/change-requests?state=open&ruleSet=acme.purchases');
    const { request } = await screen.answer('/bff/api/change-requests', {
      items: [aChangeRequest()],
      next: null,
    });

    expect(request.params.get('state')).toBe('open');
    expect(request.params.get('ruleSet')).toBe('acme.purchases');
    expect(screen.query('tbody a.row-focus')?.getAttribute('href')).toBe(
      '/change-requests/change_01',
    );
  });
});

const raisedLimit = {
  severity: 'warning',
  code: 'rule-points-max',
  pointer: '/pointsMax',
  start: null,
  end: null,
  message: 'A single row may earn up to 9000000 points; more than 1000000 is unusual.',
  suggestion: null,
};

async function open(
  request = aChangeRequest(),
  role: Role = 'viewer',
  diagnostics: readonly unknown[] = [raisedLimit],
): Promise<Screen> {
  const screen = await openScreen('/change-requests/change_01', role);
  await screen.answer(address, request);
  await screen.answer('/bff/api/rule-sets/acme.purchases', aRuleSet());
  const change = {
    kind: 'changed',
    what: 'row',
    name: 'tiers/gold',
    pointerBefore: '/tables/0/rows/0',
    pointerAfter: '/tables/0/rows/0',
    part: 'when amount',
    before: '> 100',
    after: '> 120',
    sentence: '',
  };
  await screen.answer('/bff/api/rule-sets/acme.purchases/diff', { changes: [change] });
  await screen.answer(`${ruleSet}/versions/2`, { ...aRuleVersionHead(), document: tieredRules() });
  const checked = await screen.answer(`${ruleSet}/validate`, {
    ok: true,
    sha256: null,
    diagnostics,
  });
  expect(checked.request.body).toEqual({ text: JSON.stringify(tieredRules()) });
  expect(checked.request.headers.has('Idempotency-Key')).toBe(true);
  await screen.answer('/bff/api/test-runs/tests_01', aRuleTestRun());
  if (request.backtest !== null)
    await screen.answer('/bff/api/backtests/backtest_01', aBacktestDetail());
  return screen;
}

function say(screen: Screen, text: string): void {
  const field = screen.query('mat-dialog-container textarea');
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
  field.value = text;
  field.dispatchEvent(new Event('input'));
}
