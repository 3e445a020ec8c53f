import { aProblem, aRun } from '@waybill/contracts/testing';
import { problemType } from '@waybill/contracts';
import { aRunsPage } from '../testing/answers.ts';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const older = aRun({ id: 'run_1', state: 'succeeded' });
const newest = aRun({ id: 'run_2', state: 'running' });

describe('the list of runs', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the outline of its rows until they are there', async () => {
    const screen = await openScreen('/runs');
    expect(screen.all('wb-skeleton').length).toBeGreaterThan(10);

    await screen.answer('/bff/runs-page', aRunsPage([newest, older]));

    expect(screen.all('wb-skeleton')).toEqual([]);
    expect(names(screen)).toEqual(['run_2', 'run_1']);
    expect(screen.text()).toContain('Acme Industries · Employee purchases');
  });

  it('counts what has arrived and leaves the rows where they are', async () => {
    const { screen, look } = await openLive(aRunsPage([newest, older]));

    await look([aRun({ id: 'run_3' }), newest, older]);

    expect(names(screen)).toEqual(['run_2', 'run_1']);
    expect(screen.button(/^1 new run – show/)).toBeTruthy();
  });

  it('does not claim to know the number when nothing it knew is left', async () => {
    const { screen, look } = await openLive(aRunsPage([older]));

    await look([newest, aRun({ id: 'run_3' })], 'c2');

    expect(screen.button(/^2 or more new runs – show/)).toBeTruthy();
  });

  it('shows what has arrived when asked', async () => {
    const { screen, look } = await openLive(aRunsPage([older]));
    await look([newest, older]);

    screen.button(/1 new run/).click();
    await screen.settled();
    await screen.answer('/bff/runs-page', aRunsPage([newest, older]));

    expect(names(screen)).toEqual(['run_2', 'run_1']);
    expect(screen.text()).not.toContain('new run');
  });

  it('changes a shown run in place', async () => {
    const { screen, look } = await openLive(aRunsPage([newest, older]));
    expect(screen.all('tbody tr')[0]?.textContent).toContain('Running');

    await look([{ ...newest, state: 'failed' }, older]);

    expect(screen.all('tbody tr')[0]?.textContent).toContain('Failed');
    expect(screen.text()).not.toContain('new run');
  });

  it('writes a filter into the address and asks for it', async () => {
    const screen = await openScreen('/runs?q=purch&cursor=c2');
    await screen.answer('/bff/runs-page', aRunsPage([older]));

    screen.button(/^Failed/).click();
    await screen.settled();
    const { request } = await screen.answer('/bff/runs-page', aRunsPage([]));

    expect(screen.router.url).toBe('/runs?state=failed&q=purch');
    expect(request.params.get('state')).toBe('failed');
    expect(request.params.has('cursor')).toBe(false);
  });

  it('asks once for the list of its address, and for none when it is left', async () => {
    const screen = await openScreen('/runs?state=failed&q=purch');
    await screen.answer('/bff/runs-page', aRunsPage([older]));

    await screen.router.navigateByUrl('/runs/run_1');
    await screen.settled();

    const back = screen.query('nav[aria-label=Breadcrumb] a');
    expect(back?.getAttribute('href')).toBe('/runs?state=failed&q=purch');
    await expect(screen.answer('/bff/runs-page', null)).rejects.toThrow();
  });

  it('goes to older runs and back the same way', async () => {
    const screen = await openScreen('/runs?sort=oldest');
    await screen.answer('/bff/runs-page', deep('c2'));
    screen.button(/^Older/).click();
    await screen.settled();
    await screen.answer('/bff/runs-page', deep('c3'));
    screen.button(/^Older/).click();
    await screen.settled();
    await screen.answer('/bff/runs-page', deep('c4'));
    expect(screen.router.url).toBe('/runs?sort=oldest&cursor=c3');

    screen.button(/^Newer/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/runs?sort=oldest&cursor=c2');
  });

  it('says how a first file gets in when there is none', async () => {
    const screen = await openScreen('/runs');

    await screen.answer('/bff/runs-page', aRunsPage([]));

    expect(screen.text()).toContain('No file has arrived yet');
    expect(screen.text()).toContain('<partner>/<feed>/<file>');
  });

  it('offers to clear filters that match nothing', async () => {
    const screen = await openScreen('/runs?q=zzz');
    await screen.answer('/bff/runs-page', aRunsPage([]));
    expect(screen.text()).toContain('No run matches these filters');

    screen.button(/^Clear the filters/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/runs');
  });

  it('puts an error where the rows would be, with its code and trace, and tries again', async () => {
    const screen = await openScreen('/runs');
    const problem = aProblem({ type: problemType('unavailable'), code: 'API-015', traceId: 't1' });

    await screen.answer('/bff/runs-page', problem, 503);

    expect(screen.text()).toMatch(/temporarily unavailable.*API-015.*t1/);
    screen.button(/^Try again/).click();
    await screen.settled();
    await screen.answer('/bff/runs-page', aRunsPage([older]));
    expect(names(screen)).toEqual(['run_1']);
  });

  it('does not offer to try again what the role may not see', async () => {
    const screen = await openScreen('/runs');

    await screen.answer('/bff/runs-page', aProblem({ type: problemType('forbidden') }), 403);

    expect(screen.text()).toContain('Your role may not see or do this.');
    expect(() => screen.button(/^Try again/)).toThrow();
  });

  it('shows no upload to a viewer', async () => {
    const screen = await openScreen('/runs', 'viewer');

    await screen.answer('/bff/runs-page', aRunsPage([older]));

    expect(screen.query('a[href="/upload"]')).toBeNull();
  });
});

function names(screen: Screen): (string | null)[] {
  return screen
    .all('a.row-link')
    .map((link) => link.getAttribute('href')?.replace('/runs/', '') ?? null);
}

function deep(next: string) {
  return aRunsPage([older], { runs: { items: [older], next } });
}

async function openLive(page: ReturnType<typeof aRunsPage>) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const screen = await openScreen('/runs');
  await screen.answer('/bff/runs-page', page);
  return {
    screen,
    look: async (items: ReturnType<typeof aRun>[], next: string | null = null) => {
      vi.advanceTimersByTime(4000);
      await screen.answer('/bff/api/runs', { items, next });
    },
  };
}
