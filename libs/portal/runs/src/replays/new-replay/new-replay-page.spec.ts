import { aFeed, aReplay, aReplayPlan, aRun, aRunRow } from '@waybill/contracts/testing';
import { openScreen } from '../../testing/screen.ts';
import type { Screen } from '../../testing/screen.ts';
import { aBulkPlan, aBulkReplay, aBulkRun } from '../testing/answers.ts';

describe('the screen of a new replay', () => {
  afterEach(() => {
    sessionStorage.clear();
  });

  it('says where to choose what, when nothing is chosen', async () => {
    const screen = await openScreen('/replays/new');

    expect(screen.text()).toContain('What is to be replayed?');
    expect(screen.query('a[href="/runs"]')).not.toBeNull();
  });

  it('names the rules on both sides, and keeps the choices in the address', async () => {
    const screen = await openRun();
    expect(screen.text()).toMatch(/Current rules \(\s*tiers@3/);
    expect(screen.text()).toMatch(/Original rules \(\s*tiers@2/);
    expect(screen.text()).toContain('Every run of this feed that used tiers@2');

    radio(screen, /Failed rows only/).click();
    await screen.settled();
    radio(screen, /Original rules/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/replays/new?run=run_1&rows=failed&rules=original');
  });

  it('plans, lists what stands in the way, asks why, and starts once', async () => {
    const screen = await openRun('&rows=failed');
    screen.button(/^Show the plan/).click();
    await screen.settled();
    const effects = { ...aReplay().effects, inserted: 2, conflict: 1 };
    const plan = aReplayPlan({ id: 'plan_1', ruleVersion: 'tiers@3', rowsRead: 12, effects });
    const asked = await screen.answer('/bff/api/replay-plans', plan, 202);
    expect(asked.request.body).toEqual({ run: 'run_1', rows: 'failed', rules: 'current' });
    expect(screen.router.url).toContain('plan=plan_1');
    await screen.answer('/bff/api/replay-plans/plan_1', plan);
    const row = aRunRow({ line: 7, outcome: 'conflict', code: 'DUPLICATE-001', txnId: 'T-7' });
    const rows = await screen.answer('/bff/api/replay-plans/plan_1/rows', {
      items: [row],
      next: null,
    });

    expect(rows.request.params.get('outcome')).toBe('conflict,rejected');
    expect(screen.text()).toMatch(/Rows that stand in the way.*DUPLICATE-001.*T-7/);
    expect(screen.text()).toContain('9 rows are booked already, exactly like this');
    screen.button(/^Replay 12 rows/).click();
    await screen.settled();
    expect(screen.text()).toContain('Say why');

    type(screen.query('textarea'), 'the partner asked');
    screen.button(/^Replay 12 rows/).click();
    await screen.settled();
    const { request } = await screen.answer('/bff/api/replays', aReplay({ id: 'replay_9' }), 202);

    expect(request.body).toEqual({ plan: 'plan_1', reason: 'the partner asked' });
    expect(request.headers.get('Idempotency-Key')).toBe('replay-plan_1');
    await screen.appears('wb-replay-page');
    expect(screen.router.url).toBe('/replays/replay_9');
  });

  it('keeps plan and reason over a reload, as after a sign-in in the middle', async () => {
    const first = await openRun('&plan=plan_1');
    await answerPlan(first);
    type(first.query('textarea'), 'half a reas');
    await first.settled();
    expect(sessionStorage.getItem('waybill.reason.plan_1')).toBe('half a reas');

    await first.router.navigateByUrl('/replays/new');
    await first.settled();
    await first.router.navigateByUrl('/replays/new?run=run_1&plan=plan_1');
    await first.settled();
    await answerPlan(first);

    expect(first.query('textarea')).toHaveProperty('value', 'half a reas');
  });

  it('makes another plan for another choice', async () => {
    const screen = await openRun('&plan=plan_1');
    await answerPlan(screen);

    radio(screen, /Original rules/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/replays/new?run=run_1&rules=original');
    expect(screen.query('wb-plan-card')).toBeNull();
    expect(screen.button(/^Show the plan/)).toBeTruthy();
  });

  it('may be looked at by who may not plan, with the reason', async () => {
    const screen = await openRun('', 'viewer');

    expect(screen.button(/^Show the plan/).getAttribute('aria-disabled')).toBe('true');
  });

  it('takes everything that a query finds, with the number that was shown', async () => {
    const screen = await openScreen('/replays/new?ruleVersion=tiers@2&state=succeeded');
    expect(screen.button(/^Show the plan/).getAttribute('aria-disabled')).toBe('true');
    await screen.answer('/bff/api/run-stats', {
      states: { succeeded: 12, failed: 3 },
      buckets: [],
    });
    expect(screen.text()).toContain(
      'Everything matching: state succeeded, rules tiers@2 (12 runs)',
    );

    screen.button(/^Show the plan/).click();
    await screen.settled();
    const computing = aBulkPlan({ id: 'bplan_1', state: 'computing', total: 12 });
    const { request } = await screen.answer('/bff/api/bulk-replay-plans', computing, 202);

    expect(request.body).toEqual({
      runs: { query: { state: 'succeeded', ruleVersion: 'tiers@2' }, expected: 12 },
      rows: 'all',
      rules: 'current',
      canary: 1,
    });
    await screen.answer('/bff/api/bulk-replay-plans/bplan_1', computing);
    expect(screen.text()).toContain('Working out what each run would do');
  });

  it('starts many with terms, and says why runs are left out', async () => {
    const screen = await openScreen('/replays/new?runs=run_1,run_2,run_3&bulkPlan=bplan_1');
    await screen.answer('/bff/api/bulk-replay-plans/bplan_1', aBulkPlan({ id: 'bplan_1' }));
    const refused = aBulkRun({
      run: 'run_3',
      state: 'refused',
      problem: { code: 'file-gone', message: 'The kept bytes are gone.' },
    });
    await screen.answer('/bff/api/bulk-replay-plans/bplan_1/runs', {
      items: [aBulkRun(), refused],
      next: null,
    });
    expect(screen.text()).toMatch(/Left out\s*The kept bytes are gone\./);

    radio(screen, /Go on by itself/).click();
    type(screen.query('textarea'), 'the rule doubled points');
    screen.button(/^Start with 1 run/).click();
    await screen.settled();
    const { request } = await screen.answer(
      '/bff/api/bulk-replays',
      aBulkReplay({ id: 'b_1' }),
      202,
    );

    expect(request.body).toEqual({
      plan: 'bplan_1',
      reason: 'the rule doubled points',
      afterCanary: 'continue',
      limits: { rejectedPercent: 10, points: null },
    });
    await screen.appears('wb-bulk-replay-page');
    expect(screen.router.url).toBe('/replays/bulk/b_1');
  });
});

async function openRun(more = '', role: 'support' | 'viewer' = 'support'): Promise<Screen> {
  const screen = await openScreen(`/replays/new?run=run_1${more}`, role);
  await screen.answer('/bff/api/runs/run_1', aRun({ id: 'run_1', ruleVersion: 'tiers@2' }));
  const feed = aFeed();
  const bundle = { ...feed.bundle, ruleVersion: 'tiers@3' };
  await screen.answer('/bff/api/feeds/acme.purchases', { ...feed, bundle });
  return screen;
}

async function answerPlan(screen: Screen): Promise<void> {
  const effects = { ...aReplay().effects, rejected: 0 };
  await screen.answer('/bff/api/replay-plans/plan_1', aReplayPlan({ id: 'plan_1', effects }));
}

function radio(screen: Screen, label: RegExp): HTMLInputElement {
  const found = screen.all('label.wb-radio').find((each) => label.test(each.textContent));
  const input = found?.querySelector('input');
  if (!input) throw new Error(`there is no choice ${label}`);
  return input;
}

function type(field: HTMLElement | null, text: string): void {
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('there is nothing to type into');
  field.value = text;
  field.dispatchEvent(new Event('input'));
}
