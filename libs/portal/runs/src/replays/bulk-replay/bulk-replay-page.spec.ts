import { openScreen } from '../../testing/screen.ts';
import type { Screen } from '../../testing/screen.ts';
import { aBulkPlan, aBulkProof, aBulkReplay, aBulkRun } from '../testing/answers.ts';

const path = '/bff/api/bulk-replays/bulk_1';
const { runs } = aBulkReplay();

describe('the screen of a bulk replay', () => {
  afterEach(() => {
    vi.useRealTimers();
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('waits for people after the canary, and goes on once when told to', async () => {
    const bulk = aBulkReplay({ state: 'waiting', runs: { ...runs, done: 1, planned: 1 } });
    const screen = await open(bulk);
    expect(screen.text()).toContain(
      'The canary did exactly what was planned; the rest waits for you',
    );
    expect(screen.query('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('50');

    screen.button(/^Go on with the rest/).click();
    await screen.settled();
    const { request } = await screen.answer(`${path}/continue`, { ...bulk, state: 'running' }, 202);

    expect(request.headers.get('Idempotency-Key')).toBe('go-on-bulk_1-job_1');
    expect(screen.text()).toContain('Running');
    expect(() => screen.button(/^Go on/)).toThrow();
  });

  it('says at which run it stopped, and why', async () => {
    const message = 'Not as planned: points 0 instead of -40.';
    const stopped = aBulkReplay({
      state: 'stopped',
      problem: { code: 'not-as-planned', message },
      runs: { ...runs, unexpected: 1, planned: 1 },
    });
    const screen = await open(stopped, [aBulkRun({ isCanary: true, state: 'unexpected' })]);
    await screen.answer(`${path}/proof`, aBulkProof({ asPlanned: false }));

    expect(screen.text()).toContain('The canary did not do what was planned');
    expect(screen.text()).toContain(message);
    expect(screen.text()).toContain('Not as planned');
    expect(() => screen.button(/^Cancel/)).toThrow();
  });

  it('ends with a proof for the whole', async () => {
    const done = aBulkReplay({ state: 'succeeded', runs: { ...runs, done: 2, planned: 0 } });
    const screen = await open(done);
    await screen.answer(`${path}/proof`, aBulkProof());

    expect(screen.text()).toContain('80 entries created');
    expect(screen.text()).toMatch(/acme\.purchases, before.*acme\.purchases, after/);
    expect(screen.query('a[href="/replays?bulkReplay=bulk_1"]')).not.toBeNull();
    expect(screen.button(/^Proof as JSON/)).toBeTruthy();
  });

  it('is cancelled with a reason', async () => {
    const screen = await open(aBulkReplay({ state: 'running' }));
    screen.button(/^Cancel/).click();
    await screen.appears('mat-dialog-container textarea');

    const field = screen.query('mat-dialog-container textarea');
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
    field.value = 'wrong rules after all';
    field.dispatchEvent(new Event('input'));
    screen.button(/^Cancel the bulk replay/).click();
    await screen.settled();
    const { request } = await screen.answer(`${path}/cancel`, aBulkReplay(), 202);

    expect(request.body).toEqual({ reason: 'wrong rules after all' });
  });

  it('may only be looked at by a viewer', async () => {
    const screen = await open(aBulkReplay({ state: 'waiting' }), [], 'viewer');

    expect(screen.button(/^Go on/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.button(/^Cancel/).getAttribute('aria-disabled')).toBe('true');
  });
});

async function open(
  bulk: ReturnType<typeof aBulkReplay>,
  items = [
    aBulkRun({ isCanary: true, state: 'done', actual: aBulkRun().planned }),
    aBulkRun({ run: 'run_2' }),
  ],
  role: 'support' | 'viewer' = 'support',
): Promise<Screen> {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const screen = await openScreen('/replays/bulk/bulk_1', role);
  await screen.answer(path, bulk);
  await screen.answer('/bff/api/bulk-replay-plans/bplan_1', aBulkPlan());
  await screen.answerAll('/bff/api/bulk-replay-plans/bplan_1/runs', { items, next: null });
  return screen;
}
