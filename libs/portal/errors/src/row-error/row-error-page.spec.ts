import { TestBed } from '@angular/core/testing';
import { problemType } from '@waybill/contracts';
import { aProblem, aRowError, aRowProblem } from '@waybill/contracts/testing';
import { giveReason, openScreen } from '../testing/screen.ts';

const path = '/bff/api/row-errors/err_01';

describe('the page of a row error', () => {
  it('shows the wrong cell, what to do, and the ways on', async () => {
    const screen = await openScreen('/errors/err_01');
    expect(screen.all('wb-skeleton').length).toBeGreaterThan(0);

    await screen.answer(path, aRowError({ memberNo: 'E1042' }));

    expect(screen.query('td.wrong mark')?.textContent).toBe('31.02.2026');
    expect(screen.query('a[href="/runs/run_01/errors?error=err_01"]')).not.toBeNull();
    expect(screen.query('a[href="/members/acme:E1042"]')).not.toBeNull();
    expect(screen.query('a[href="/help/TYPE-003"]')).not.toBeNull();
  });

  it('is closed at once, and open again when the hub refuses', async () => {
    const screen = await openScreen('/errors/err_01');
    await screen.answer(path, aRowError());
    screen.button(/^Resolve/).click();
    await giveReason(screen, 'booked by hand', /^Resolve/);
    expect(screen.query('wb-status-chip')?.textContent).toContain('Resolved');

    const type = problemType('unavailable');
    await screen.answer('/bff/api/row-errors/resolve', aProblem({ type, code: 'API-015' }), 503);
    await screen.answer(path, aRowError());

    expect(screen.query('wb-status-chip')?.textContent).toContain('Open');
    expect(screen.text()).toContain('API-015');
  });

  it('offers to open a closed one again', async () => {
    const screen = await openScreen('/errors/err_01');
    await screen.answer(path, aRowError({ state: 'ignored' }));

    screen.button(/^Open again/).click();
    await giveReason(screen, 'closed by mistake', /^Open again/);

    const { request } = await screen.answer('/bff/api/row-errors/reopen', {
      changed: 1,
      decision: 'dec_1',
    });
    expect(request.body).toEqual({ selection: { ids: ['err_01'] }, reason: 'closed by mistake' });
  });

  it('keeps what the partner sent from a viewer, and the actions refused', async () => {
    const screen = await openScreen('/errors/err_01', 'viewer');

    await screen.answer(path, aRowError({ cells: null, rawLine: null }));

    expect(screen.text()).toContain('hidden for your role');
    expect(screen.button(/^Resolve/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.button(/^Replay/).getAttribute('aria-disabled')).toBe('true');
  });

  it('is made a test by who writes rules, when the rules refused it', async () => {
    const screen = await openScreen('/errors/err_01', 'author');
    await screen.answer(path, aRowError());
    expect(() => screen.button(/^Make it a test/)).toThrow();
    TestBed.resetTestingModule();

    const refused = await openScreen('/errors/err_01', 'author');
    const navigate = vi.spyOn(refused.router, 'navigate').mockResolvedValue(true);
    await refused.answer(path, aRowError({ problems: [aRowProblem({ code: 'RULE-001' })] }));
    refused.button(/^Make it a test/).click();
    const { feed, run, rowNo } = aRowError();
    expect(navigate).toHaveBeenCalledWith(['/rules', feed, 'tests'], {
      queryParams: { from: `${run}.${String(rowNo)}` },
    });
  });

  it('says when there is no such row', async () => {
    const screen = await openScreen('/errors/err_01');

    await screen.answer(path, aProblem(), 404);

    expect(screen.text()).toContain('There is no such row');
  });
});
