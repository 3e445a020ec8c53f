import { TestBed } from '@angular/core/testing';
import { Store } from '@ngrx/store';
import { problemType } from '@waybill/contracts';
import {
  aProblem,
  aReplay,
  aReplayPlan,
  aReplayProof,
  aRowError,
  aRowErrorCluster,
  aRowProblem,
  aRun,
  aRunRow,
} from '@waybill/contracts/testing';
import { replayEvents } from '../replay/replay-feature.ts';
import { aRunPage } from '../testing/answers.ts';
import { openScreen } from '../testing/screen.ts';

const runPage = '/bff/run-page/run_1';

describe('the screen of a run', () => {
  afterEach(() => {
    vi.useRealTimers();
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('adds its rows up in front of the reader', async () => {
    const screen = await openScreen('/runs/run_1');
    const { counts } = aRun();

    await screen.answer(
      runPage,
      aRunPage({ id: 'run_1', counts: { ...counts, read: counts.read + 3 } }),
    );

    expect(screen.text()).toContain('Does not add up: +3 rows unaccounted for');
  });

  it('explains a run that failed as a whole', async () => {
    const screen = await openScreen('/runs/run_1');
    const problem = aRowProblem({
      code: 'LAYOUT-002',
      message: 'The column amount is missing.',
      expected: 'a column amount',
    });

    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'failed', problem }));

    expect(screen.text()).toMatch(/The column amount is missing\..*Deliver the column.*LAYOUT-002/);
  });

  it('opens the first cause with its rows', async () => {
    const screen = await openScreen('/runs/run_1/errors');
    const clusters = [
      aRowErrorCluster({
        code: 'TYPE-003',
        column: 'date',
        rows: 40,
        example: 'Line 7, column “date”: expected a date such as 2026-11-03, found “30.2.”.',
      }),
      aRowErrorCluster({ code: 'REFERENCE-001', column: 'member', rows: 1 }),
    ];

    await screen.answer(runPage, aRunPage({ id: 'run_1' }, { clusters }));
    const { request } = await screen.answer('/bff/api/row-errors', {
      items: [aRowError()],
      next: 'c2',
    });

    expect(request.params.get('code')).toBe('TYPE-003');
    expect(screen.text()).toContain('41 rows need attention, for 2 causes.');
    expect(screen.button(/TYPE-003/).textContent).toMatch(
      /Expected a date such as 2026-11-03\.\s*in column/,
    );
    expect(screen.all('wb-row-error-card')).toHaveLength(1);
    expect(screen.button(/Show more \(39 left\)/)).toBeTruthy();
  });

  it('leads from a row of the table to what is wrong with it', async () => {
    const screen = await openScreen('/runs/run_1/rows');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }));
    const row = aRunRow({ outcome: 'rejected', code: 'TYPE-003', rowErrorId: 'err_7' });
    await screen.answer('/bff/api/runs/run_1/rows', { items: [row], next: null });

    screen.query('td a')?.click();
    await screen.appears('wb-errors-tab');
    await screen.answer('/bff/api/row-errors/err_7', aRowError({ id: 'err_7', rowNo: 4711 }));

    expect(screen.router.url).toBe('/runs/run_1/errors?code=TYPE-003&error=err_7');
    expect(screen.text()).toContain('Row 4,711');
  });

  it('follows a run that is going on, and stops when it has finished', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const screen = await openScreen('/runs/run_1');
    const counts = { ...aRun().counts, read: 250, posted: 250, rejected: 0 };
    await screen.answer(
      runPage,
      aRunPage({ id: 'run_1', state: 'running', rowsTotal: 1000, counts }),
    );
    expect(screen.query('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');

    vi.advanceTimersByTime(1500);
    await screen.settled();
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'succeeded', counts }));

    expect(screen.query('[role=progressbar]')).toBeNull();
    expect(screen.text()).toContain('Succeeded');
    vi.advanceTimersByTime(10_000);
    await expect(screen.answer(runPage, null)).rejects.toThrow('Expected one matching request');
  });

  it('keeps what it shows when a look fails', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const screen = await openScreen('/runs/run_1');
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'running' }));

    vi.advanceTimersByTime(1500);
    await screen.settled();
    await screen.answer(runPage, null, 503);

    expect(screen.text()).toContain('as of the last answer');
    expect(screen.query('wb-run-head')).not.toBeNull();
  });

  it('says that there is no such run', async () => {
    const screen = await openScreen('/runs/run_1');

    await screen.answer(
      runPage,
      aProblem({ type: problemType('not-found'), code: 'API-004' }),
      404,
    );

    expect(screen.text()).toMatch(/There is no such run.*API-004/);
  });

  it('keeps actions a viewer may not do on the screen, with the reason', async () => {
    const screen = await openScreen('/runs/run_1', 'viewer');
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'running' }));

    screen.button(/Cancel run/).click();
    await screen.settled();

    expect(screen.button(/Cancel run/).getAttribute('aria-disabled')).toBe('true');
    expect(screen.query('mat-dialog-container')).toBeNull();
    expect(screen.text()).toContain('Your role (viewer) may not cancel runs.');
  });

  it('cancels with a reason and one key, however often it is pressed', async () => {
    const screen = await openScreen('/runs/run_1', 'support');
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'running' }));
    screen.button(/Cancel run/).click();
    await screen.appears('mat-dialog-container textarea');

    type(screen.query('textarea'), 'wrong file');
    screen.button(/^Cancel the run/).click();
    await screen.settled();
    const first = await screen.answer('/bff/api/runs/run_1/cancel', null, 503);
    screen.button(/^Cancel the run/).click();
    await screen.settled();
    const second = await screen.answer('/bff/api/runs/run_1/cancel', aRun(), 202);

    expect(first.request.body).toEqual({ reason: 'wrong file' });
    expect(second.request.headers.get('Idempotency-Key')).toBe(
      first.request.headers.get('Idempotency-Key'),
    );
  });

  it('does not cancel without a reason', async () => {
    const screen = await openScreen('/runs/run_1', 'support');
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'running' }));
    screen.button(/Cancel run/).click();
    await screen.appears('mat-dialog-container textarea');

    screen.button(/^Cancel the run/).click();
    await screen.settled();

    expect(screen.text()).toContain('Say why');
    await expect(screen.answer('/bff/api/runs/run_1/cancel', null)).rejects.toThrow();
  });

  it('replays by a plan first, and only then', async () => {
    const screen = await openScreen('/runs/run_1');
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'partial' }));
    screen.button(/^Replay/).click();
    await screen.appears('mat-dialog-container');
    screen.button(/^Show the plan/).click();
    await screen.settled();
    const plan = aReplayPlan({ id: 'rp_1', state: 'ready', rowsRead: 12 });
    const asked = await screen.answer('/bff/api/replay-plans', plan, 202);
    expect(asked.request.body).toEqual({ run: 'run_1', rows: 'failed', rules: 'current' });

    type(screen.query('textarea'), 'partner corrected it');
    screen.button(/^Replay 12 rows/).click();
    await screen.settled();
    const replay = aReplay({ id: 'rpl_1', run: 'run_9' });
    const booked = await screen.answer('/bff/api/replays', replay, 202);

    expect(booked.request.body).toEqual({ plan: 'rp_1', reason: 'partner corrected it' });
    expect(screen.router.url).toMatch(/^\/runs\/run_9\/timeline\?replay=rpl_1$/);
  });

  it('finds the proof again on the way back to the run of a replay', async () => {
    const screen = await openScreen('/runs/run_1');
    await screen.answer(runPage, aRunPage({ id: 'run_1', kind: 'replay' }));
    TestBed.inject(Store).dispatch(replayEvents.replayStarted({ run: 'run_1', replay: 'rpl_1' }));
    await screen.settled();

    const { request } = await screen.answer(runPage, aRunPage({ id: 'run_1', kind: 'replay' }));

    expect(request.params.get('replay')).toBe('rpl_1');
  });

  it('shows the proof of a replay', async () => {
    const screen = await openScreen('/runs/run_1?replay=rpl_1');
    const proof = aReplayProof({ statement: '0 entries created.', asPlanned: true });

    const { request } = await screen.answer(
      runPage,
      aRunPage({ id: 'run_1', kind: 'replay' }, { replay: aReplay({ id: 'rpl_1' }), proof }),
    );

    expect(request.params.get('replay')).toBe('rpl_1');
    expect(screen.text()).toMatch(/0 entries created\..*As planned/);
    expect(screen.text()).toContain(proof.before.digest.slice(0, 10));
  });
});

function type(field: HTMLElement | null, text: string): void {
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('there is no text field');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
