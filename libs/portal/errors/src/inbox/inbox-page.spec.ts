import { problemType } from '@waybill/contracts';
import { aProblem, aRowError, aRowErrorCluster, rowErrorStatsOf } from '@waybill/contracts/testing';
import { TestBed } from '@angular/core/testing';
import { Undo } from '@waybill/portal-core';
import { giveReason, openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const rowsPath = '/bff/api/row-errors';
const statsPath = '/bff/api/row-error-stats';
const causesPath = '/bff/api/row-error-clusters';
const cluster = aRowErrorCluster({ rows: 4_212, runs: 3 });

describe('the inbox of row errors', () => {
  it('shows first why rows fail, then which', async () => {
    const screen = await opened('/errors');

    expect(screen.text()).toMatch(/TYPE-003.*3 runs.*4,212/);
    expect(screen.all('tbody tr[data-index]')).toHaveLength(1);
    expect(screen.query('[aria-label="3 in 14 days, 3 today"]')).not.toBeNull();
  });

  it('narrows the rows to a cause, in the address, and says what to do about it', async () => {
    const screen = await opened('/errors');

    screen.all('button.cause')[0]?.click();
    await screen.settled();
    await screen.answer(causesPath, { items: [cluster] });

    expect(screen.router.url).toContain('code=TYPE-003');
    expect(screen.router.url).toContain('feed=acme.purchases');
    expect(screen.query('a[href="/help/TYPE-003"]')).not.toBeNull();
  });

  it('decides about all that match by the query and their number, and offers to take it back', async () => {
    const screen = await opened('/errors?feed=acme.purchases');
    const all = { open: 4_210, corrected: 2, resolved: 7 };
    await screen.answer(statsPath, rowErrorStatsOf(all));

    screen.button(/^Ignore all 4,212/).click();
    await giveReason(screen, 'test rows of the partner', /^Ignore/);

    const { request } = await screen.answer(`${rowsPath}/ignore`, {
      changed: 4_212,
      decision: 'dec_1',
    });
    expect(request.body).toEqual({
      selection: {
        query: { feed: 'acme.purchases', state: 'open,corrected' },
        expected: 4_212,
      },
      reason: 'test rows of the partner',
    });
    const undo = TestBed.inject(Undo);
    expect(undo.latest()?.done).toBe('4,212 rows ignored');
    void undo.undo(undo.latest()?.id ?? 0);
    await screen.settled();
    const back = await screen.answer(`${rowsPath}/reopen`, { changed: 4_212, decision: 'dec_2' });
    expect(back.request.body).toMatchObject({
      selection: { query: { decision: 'dec_1' }, expected: 4_212 },
    });
  });

  it('offers only what the chosen states allow', async () => {
    const screen = await opened('/errors?state=ignored');
    await screen.answer(statsPath, rowErrorStatsOf({ open: 5, ignored: 2 }));

    expect(screen.button(/^Open again all 2/)).toBeTruthy();
    expect(() => screen.button(/^Resolve all/)).toThrow();
  });

  it('decides about the ticked rows by their ids, each deed about those whose state allows it', async () => {
    const screen = await openScreen('/errors?state=open,ignored');
    const errors = [
      aRowError({ id: 'err_1', run: 'run_1' }),
      aRowError({ id: 'err_2', run: 'run_2', rowNo: 8 }),
      aRowError({ id: 'err_3', run: 'run_2', state: 'ignored' }),
      aRowError({ id: 'err_4', run: 'run_9', state: 'ignored' }),
    ];
    await screen.answer(rowsPath, { items: errors, next: null });
    await screen.answer(causesPath, { items: [cluster] });
    for (const tick of screen.all('tbody input[type=checkbox]').slice(0, 3)) tick.click();
    await screen.settled();
    expect(screen.button(/^Open again 1$/)).toBeTruthy();
    const replay = screen.query('a[href^="/replays/new"]');
    expect(replay?.getAttribute('href')).toBe('/replays/new?runs=run_1,run_2&rows=failed');

    screen.button(/^Ignore 2$/).click();
    await giveReason(screen, 'test rows', /^Ignore/);
    const { request } = await screen.answer(`${rowsPath}/ignore`, {
      changed: 2,
      decision: 'dec_1',
    });

    expect(request.body).toEqual({
      selection: { ids: ['err_1', 'err_2'] },
      reason: 'test rows',
    });
    expect(screen.text()).not.toContain('selected');
  });

  it('says when other rows match by now, and keeps the reason for the next try', async () => {
    const screen = await opened('/errors');
    await screen.answer(statsPath, rowErrorStatsOf({ open: 2 }));
    screen.button(/^Resolve all 2/).click();
    await giveReason(screen, 'booked by hand', /^Resolve/);
    const type = problemType('selection-changed');

    await screen.answer(`${rowsPath}/resolve`, aProblem({ type, status: 409 }), 409);

    expect(screen.text()).toContain('By now other things match');
    screen.button(/^Decide again/).click();
    await screen.appears('mat-dialog-container textarea');
    const field = screen.query('mat-dialog-container textarea') as HTMLTextAreaElement;
    expect(field.value).toBe('booked by hand');
  });

  it('refuses a viewer with the reason', async () => {
    const screen = await opened('/errors', 'viewer');
    await screen.answer(statsPath, rowErrorStatsOf({ open: 2 }));

    expect(screen.button(/^Resolve all/).getAttribute('aria-disabled')).toBe('true');
  });
});

async function opened(url: string, role: 'support' | 'viewer' = 'support'): Promise<Screen> {
  const screen = await openScreen(url, role);
  await screen.answer(rowsPath, { items: [aRowError()], next: null });
  await screen.answer(causesPath, { items: [cluster] });
  return screen;
}
