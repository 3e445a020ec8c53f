import { aProblem, aRun } from '@waybill/contracts/testing';
import { problemType } from '@waybill/contracts';
import { aPageOf } from '../testing/answers.ts';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const rowsPath = '/bff/api/runs';
const older = aRun({ id: 'run_1', state: 'succeeded' });
const newest = aRun({ id: 'run_2', state: 'running' });

describe('the list of runs', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the outline of its rows until they are there', async () => {
    const screen = await openScreen('/runs');
    expect(screen.all('wb-skeleton').length).toBeGreaterThan(10);

    await screen.answer(rowsPath, aPageOf([newest, older]));

    expect(screen.all('wb-skeleton')).toEqual([]);
    expect(names(screen)).toEqual(['run_2', 'run_1']);
    await screen.answer('/bff/names', theNames);
    expect(screen.text()).toContain('Acme Industries · Employee purchases');
  });

  it('counts what has arrived and leaves the rows where they are', async () => {
    const { screen, look } = await openLive(aPageOf([newest, older]));

    await look([aRun({ id: 'run_3' }), newest, older]);

    expect(names(screen)).toEqual(['run_2', 'run_1']);
    expect(screen.button(/^1 new run – show/)).toBeTruthy();
  });

  it('does not claim to know the number when nothing it knew is left', async () => {
    const { screen, look } = await openLive(aPageOf([older]));

    await look([newest, aRun({ id: 'run_3' })], 'c2');

    expect(screen.button(/^2 or more new runs – show/)).toBeTruthy();
  });

  it('shows what has arrived when asked', async () => {
    const { screen, look } = await openLive(aPageOf([older]));
    await look([newest, older]);

    screen.button(/1 new run/).click();
    await screen.settled();
    await screen.answer(rowsPath, aPageOf([newest, older]));

    expect(names(screen)).toEqual(['run_2', 'run_1']);
    expect(screen.text()).not.toContain('new run');
  });

  it('changes a shown run in place', async () => {
    const { screen, look } = await openLive(aPageOf([newest, older]));
    expect(screen.all('tbody tr[data-index]')[0]?.textContent).toContain('Running');

    await look([{ ...newest, state: 'failed' }, older]);

    expect(screen.all('tbody tr[data-index]')[0]?.textContent).toContain('Failed');
    expect(screen.text()).not.toContain('new run');
  });

  it('writes a filter into the address and asks for it', async () => {
    const screen = await openScreen('/runs?q=purch&cursor=c2');
    await screen.answer(rowsPath, aPageOf([older]));

    screen.button(/^Failed/).click();
    await screen.settled();
    const { request } = await screen.answer(rowsPath, aPageOf([]));

    expect(screen.router.url).toBe('/runs?q=purch&state=failed');
    expect(request.params.get('state')).toBe('failed');
    expect(request.params.has('cursor')).toBe(false);
  });

  it('asks once for the list of its address, and for none when it is left', async () => {
    const screen = await openScreen('/runs?state=failed&q=purch');
    await screen.answer(rowsPath, aPageOf([older]));

    await screen.router.navigateByUrl('/runs/run_1');
    await screen.settled();

    const back = screen.query('nav[aria-label=Breadcrumb] a');
    expect(back?.getAttribute('href')).toBe('/runs?state=failed&q=purch');
    await expect(screen.answer(rowsPath, null)).rejects.toThrow();
  });

  it('goes to older runs and back the same way', async () => {
    const screen = await openScreen('/runs?sort=oldest');
    await screen.answer(rowsPath, deep('c2'));
    screen.button(/^More/).click();
    await screen.settled();
    await screen.answer(rowsPath, deep('c3'));
    screen.button(/^More/).click();
    await screen.settled();
    await screen.answer(rowsPath, deep('c4'));
    expect(screen.router.url).toBe('/runs?sort=oldest&cursor=c3');

    screen.button(/^Back/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/runs?sort=oldest&cursor=c2');
  });

  it('says how a first file gets in when there is none', async () => {
    const screen = await openScreen('/runs');

    await screen.answer(rowsPath, aPageOf([]));

    expect(screen.text()).toContain('No file has arrived yet');
    expect(screen.text()).toContain('<partner>/<feed>/<file>');
  });

  it('offers to clear filters that match nothing', async () => {
    const screen = await openScreen('/runs?q=zzz');
    await screen.answer(rowsPath, aPageOf([]));
    expect(screen.text()).toContain('No run matches these filters');

    screen.button(/^Clear the filters/).click();
    await screen.settled();

    expect(screen.router.url).toBe('/runs');
  });

  it('puts an error where the rows would be, with its code and trace, and tries again', async () => {
    const screen = await openScreen('/runs');
    const problem = aProblem({ type: problemType('unavailable'), code: 'API-015', traceId: 't1' });

    await screen.answer(rowsPath, problem, 503);

    expect(screen.text()).toMatch(/temporarily unavailable.*API-015.*t1/);
    screen.button(/^Try again/).click();
    await screen.settled();
    await screen.answer(rowsPath, aPageOf([older]));
    expect(names(screen)).toEqual(['run_1']);
  });

  it('does not offer to try again what the role may not see', async () => {
    const screen = await openScreen('/runs');

    await screen.answer(rowsPath, aProblem({ type: problemType('forbidden') }), 403);

    expect(screen.text()).toContain('Your role may not see or do this.');
    expect(() => screen.button(/^Try again/)).toThrow();
  });

  it('shows no upload to a viewer', async () => {
    const screen = await openScreen('/runs', 'viewer');

    await screen.answer(rowsPath, aPageOf([older]));

    expect(screen.query('a[href="/upload"]')).toBeNull();
  });
});

const theNames = {
  partners: [{ id: 'acme', name: 'Acme Industries' }],
  feeds: [{ id: 'acme.purchases', partner: 'acme', name: 'Employee purchases' }],
};

function names(screen: Screen): (string | null)[] {
  return screen
    .all('tbody a.row-focus')
    .map((link) => link.getAttribute('href')?.replace('/runs/', '') ?? null);
}

function deep(next: string) {
  return aPageOf([older], next);
}

async function openLive(page: ReturnType<typeof aPageOf>) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const screen = await openScreen('/runs');
  await screen.answer(rowsPath, page);
  return {
    screen,
    look: async (items: ReturnType<typeof aRun>[], next: string | null = null) => {
      vi.advanceTimersByTime(4000);
      await screen.answer(rowsPath, aPageOf(items, next));
    },
  };
}
