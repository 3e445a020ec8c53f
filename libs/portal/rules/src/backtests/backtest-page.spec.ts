import { problemType } from '@waybill/contracts';
import { aBacktestDetail, aBacktestFile, aBacktestRow, aProblem } from '@waybill/contracts/testing';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const address = '/bff/api/backtests/backtest_01';

describe('the page of a backtest', () => {
  afterEach(() => {
    vi.useRealTimers();
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('says what was compared, and what it comes to', async () => {
    const screen = await open(aBacktestDetail());

    expect(screen.text()).toContain('Backtest acme-standard@1 → acme-standard@2');
    expect(screen.text()).toMatch(/Points by acme-standard@1\s*1,000.*Difference\s*\+200/);
    expect(screen.text()).toMatch(/Same of 10 rows\s*7 Other points.*2 Newly rejected.*1/);
    expect(screen.query('a[href="/rules/acme.purchases/versions?from=1&to=2"]')).not.toBeNull();
  });

  it('leads from a changed row to its run, its file and its member', async () => {
    const screen = await open(aBacktestDetail());

    const links = screen
      .all('section[aria-labelledby=rows] td a')
      .map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/runs/run_01/rows?row=3', '/files/file_01', '/members/acme:E1']);
    expect(screen.text()).toMatch(/\+100 points by tiers\/silver \+200 points by tiers\/gold/);
  });

  it('asks for the kinds of change that the address names', async () => {
    const screen = await openScreen('/backtests/backtest_01?change=newly-rejected');
    await screen.answer(address, aBacktestDetail());
    const { request } = await screen.answer(`${address}/rows`, { items: [], next: null });

    expect(request.params.get('change')).toBe('newly-rejected');
    expect(screen.text()).toContain('No row changes like this.');
  });

  it('says so when not all changed rows are kept', async () => {
    const changes = { points: 30_000, 'newly-rejected': 0, 'newly-accepted': 0, other: 0 };
    const { rows } = aBacktestDetail();
    const screen = await open(
      aBacktestDetail({
        rows: { ...rows, read: 30_000, same: 0, changed: 30_000, changes },
        rowsKept: { ...changes, points: 25_000 },
      }),
    );

    expect(screen.text()).toContain('25,000 of 30,000 rows are kept and listed.');
  });

  it('exports the rows that the address narrows it to', async () => {
    const screen = await open(aBacktestDetail(), '?change=points');
    screen.button(/^Export/).click();
    await screen.appears('mat-dialog-container');
    const buttons = screen.all('mat-dialog-container button');
    buttons.find((button) => button.textContent.trim() === 'Export')?.click();
    await screen.settled();
    const { request } = await screen.answer('/bff/api/exports', aProblem(), 503);

    expect(request.body).toMatchObject({
      list: 'backtest-rows',
      query: { backtest: 'backtest_01', change: 'points' },
    });
  });

  it('follows its job, and stops it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const screen = await openScreen('/backtests/backtest_01');
    const files = { total: 4, done: 1, unreadable: 0 };
    await screen.answer(address, aBacktestDetail({ state: 'running', files, finishedAt: null }));
    await screen.answer('/bff/api/jobs/job_01', { progress: 5, total: 20, attempt: 2 });

    expect(screen.query('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');
    expect(screen.text()).toMatch(/1 of 4 files, 5 of 20 rows.*Resumed after an interruption/);

    screen.button(/Cancel/).click();
    await screen.settled();
    await screen.answer('/bff/api/jobs/job_01/cancel', {}, 202);
    await screen.answer(address, aBacktestDetail({ state: 'cancelled', files }));

    expect(screen.text()).toContain('It was cancelled. What was judged until then is below');
  });

  it('says why it failed', async () => {
    const problem = { code: 'changed-meanwhile', message: 'purchases-1.csv is another by now.' };
    const screen = await open(aBacktestDetail({ state: 'failed', problem }));

    expect(screen.text()).toMatch(/The backtest failed.*purchases-1.csv is another by now/);
  });

  it('says that there is no such backtest', async () => {
    const screen = await openScreen('/backtests/backtest_01');
    await screen.answer(address, aProblem({ type: problemType('not-found') }), 404);

    expect(screen.text()).toContain('There is no such backtest');
  });
});

async function open(backtest: ReturnType<typeof aBacktestDetail>, query = ''): Promise<Screen> {
  const screen = await openScreen(`/backtests/backtest_01${query}`);
  await screen.answer(address, backtest);
  const points = { base: 100, candidate: 200, delta: 100 };
  await screen.answer(`${address}/members`, { items: [{ memberNo: 'E1', points }], next: null });
  await screen.answer(`${address}/files`, { items: [aBacktestFile()], next: null });
  await screen.answer(`${address}/rows`, { items: [aBacktestRow()], next: null });
  return screen;
}
