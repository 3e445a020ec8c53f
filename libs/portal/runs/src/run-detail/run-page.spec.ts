import { TestBed } from '@angular/core/testing';
import { problemType } from '@waybill/contracts';
import {
  aFeed,
  aProblem,
  aReplay,
  aReplayPlan,
  aReplayProof,
  aRowError,
  aRowErrorCluster,
  aRowProblem,
  aRun,
  aRunAttempt,
  aRunBundle,
  aRunEvent,
  aRunPart,
  aRunRow,
} from '@waybill/contracts/testing';
import { aRunPage } from '../testing/answers.ts';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

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

    expect(screen.text()).toMatch(
      /The column amount is missing\..*LAYOUT-002.*What to do\. Deliver the column/,
    );
  });

  it('leads from a replay whose rows failed again to the errors that they have', async () => {
    const screen = await openScreen('/runs/run_1/errors');
    const counts = { ...aRun().counts, rejected: 3 };

    await screen.answer(runPage, aRunPage({ id: 'run_1', counts, replayOf: 'run_0' }));

    expect(screen.query('wb-errors-tab a')?.getAttribute('href')).toBe('/runs/run_0/errors');
    expect(screen.text()).not.toContain('No row needs attention');
  });

  it('leads from a failed run to the one that processed its file later, and asks for nothing more', async () => {
    const screen = await openScreen('/runs/run_1');
    const failed = { state: 'repaired', problem: aRowProblem({ code: 'GUARD-001' }) } as const;

    await screen.answer(runPage, aRunPage({ id: 'run_1', ...failed, takenInBy: 'run_2' }));

    expect(screen.text()).toContain('This file was processed later by run run_2.');
    expect(hrefs(screen, 'wb-failure-panel')).toEqual(['/help/GUARD-001', '/runs/run_2']);
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

    screen.query('td a[href*=errors]')?.click();
    await screen.appears('wb-errors-tab');
    await screen.answer('/bff/api/row-errors/err_7', aRowError({ id: 'err_7', rowNo: 4711 }));

    expect(screen.router.url).toBe('/runs/run_1/errors?code=TYPE-003&error=err_7');
    expect(screen.text()).toContain('Row 4,711');
  });

  it('opens the first row that failed, with what was found and where it can be mended', async () => {
    const screen = await openScreen('/runs/run_1');
    const firstError = aRowError({ id: 'err_7', rowNo: 4711, line: 4712 });

    await screen.answer(runPage, aRunPage({ id: 'run_1' }, { firstError }));

    expect(screen.text()).toMatch(/First row that failed.*Expected a date\..*row 4,711, line 8/);
    expect(hrefs(screen, 'wb-failure-panel')).toEqual([
      '/help/TYPE-003',
      '/replays/new?run=run_1&rows=failed',
      '/feeds/acme.purchases/format',
      '/runs/run_1/errors?error=err_7',
    ]);
  });

  it('offers no replay to who may not plan one', async () => {
    const screen = await openScreen('/runs/run_1', 'viewer');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }, { firstError: aRowError() }));

    expect(hrefs(screen, 'wb-failure-panel').join()).not.toContain('/replays/new');
  });

  it('shows the parts of a large file, as a bar with words and as a table', async () => {
    const screen = await openScreen('/runs/run_1');
    const parts = { total: 4, done: 1, running: 1, waiting: 1, brokenOff: 1, again: 1 };
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'running', parts }));
    await screen.appears('wb-run-parts');

    await screen.answer('/bff/api/runs/run_1/parts', {
      items: [
        aRunPart({ part: 1, takenUp: 2 }),
        aRunPart({ part: 2, state: 'running', firstRow: 1201 }),
        aRunPart({ part: 3, state: 'broken-off' }),
        aRunPart({ part: 0, state: 'waiting', takenUp: 0 }),
      ],
    });

    const words = '1 of 4 parts done, 1 going on, 1 broken off, 1 waiting; 1 taken up again.';
    expect(screen.query('wb-run-parts [role=img]')?.getAttribute('aria-label')).toBe(words);
    expect(screen.all('wb-run-parts .bar span')).toHaveLength(4);
    const rows = screen.all('wb-run-parts tbody tr').map(({ textContent }) => textContent);
    expect(rows[0]).toMatch(/1\s*Done\s*1\s*10\s*1\s*67 MB\s*12 s\s*2/);
    expect(rows[1]).toMatch(/2\s*Going on\s*1,201/);
    expect(rows[2]).toMatch(/3\s*Broke off/);
    expect(rows[3]).toMatch(/Across parts\s*Waiting/);
  });

  it('says nothing of parts, and asks for none, where a file is posted as a whole', async () => {
    const screen = await openScreen('/runs/run_1');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }));
    await screen.settled();

    expect(screen.query('wb-run-parts')).toBeNull();
    expect(screen.text()).not.toContain('parts');
  });

  it('says who cancelled it and why', async () => {
    const screen = await openScreen('/runs/run_1');
    const cancellation = { at: aRun().queuedAt, by: 'person:ines', reason: 'wrong month' };

    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'cancelled', cancellation }));

    expect(screen.text()).toMatch(/ines cancelled it .*: “wrong month”/);
  });

  it('shows a crash and the takeover, and looks at one attempt alone', async () => {
    const screen = await openScreen('/runs/run_1/timeline');
    const attempts = [
      aRunAttempt({
        ending: 'lost',
        rowsSettled: 500,
        endedAt: '2026-11-03T06:00:01.000Z',
        stages: [{ ...decode, state: 'cut-off', finishedAt: null }],
      }),
      aRunAttempt({
        attempt: 2,
        startedAt: '2026-11-03T06:00:31.000Z',
        endedAt: '2026-11-03T06:00:33.000Z',
        rowsBefore: 500,
        rowsSettled: 300,
        stages: [{ ...decode, startedAt: '2026-11-03T06:00:31.000Z', finishedAt: null }],
      }),
    ];
    await screen.answer(runPage, aRunPage({ id: 'run_1', attempt: 2 }, { attempts }));

    expect(screen.text()).toMatch(/Attempt 1 Lost.*500 rows.*Attempt 2 Finished the run/);
    expect(screen.text()).toContain('300 rows, from row 501');
    expect(screen.query('.gaps')?.textContent).toMatch(/30 s no sign of life/);
    expect(screen.text()).toMatch(/Decode : in attempt 1 cut off, took .*; in attempt 2 done/);

    screen.query('wb-attempt-rail a[href*="attempt=2"]')?.click();
    await screen.settled();

    expect(screen.router.url).toBe('/runs/run_1/timeline?attempt=2');
    expect(screen.query('.gaps')).toBeNull();
    expect(screen.text()).not.toContain('in attempt 1 cut off');
  });

  it('goes to a row by its number and shows its line', async () => {
    const screen = await openScreen('/runs/run_1/rows?row=1042', 'support');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }));
    const row = aRunRow({ rowNo: 1042, line: 1043 });
    const { request } = await screen.answer('/bff/api/runs/run_1/rows', {
      items: [row],
      next: null,
    });
    await screen.answer('/bff/api/runs/run_1/rows/1042', { ...row, rawLine: 'T-1,E1042,12.00' });

    expect(request.params.get('from')).toBe('1032');
    expect(screen.query('wb-row-panel pre')?.textContent).toBe('T-1,E1042,12.00');
    expect(hrefs(screen, 'wb-row-panel')).toEqual(['/entries/ent_01']);
  });

  it('makes a test of the rules of a row, for who writes rules, and not of a roster', async () => {
    const open = async (ruleVersion: string, role: 'author' | 'support') => {
      const screen = await openScreen('/runs/run_1/rows?row=7', role);
      await screen.answer(runPage, aRunPage({ id: 'run_1', ruleVersion }));
      const items = [aRunRow({ rowNo: 7 })];
      await screen.answer('/bff/api/runs/run_1/rows', { items, next: null });
      return screen;
    };
    const support = await open('standard@1', 'support');
    expect(support.button(/^Make it a test/).getAttribute('aria-disabled')).toBe('true');
    TestBed.resetTestingModule();

    const roster = await open('none', 'author');
    expect(() => roster.button(/^Make it a test/)).toThrow();
    TestBed.resetTestingModule();

    const author = await open('standard@1', 'author');
    const navigate = vi.spyOn(author.router, 'navigate').mockResolvedValue(true);
    author.button(/^Make it a test/).click();
    expect(navigate).toHaveBeenCalledWith(['/rules', 'acme.purchases', 'tests'], {
      queryParams: { from: 'run_1.7' },
    });
  });

  it('keeps the line from a viewer, and does not even ask for it', async () => {
    const screen = await openScreen('/runs/run_1/rows?row=1', 'viewer');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }));
    await screen.answer('/bff/api/runs/run_1/rows', { items: [aRunRow()], next: null });

    expect(screen.query('wb-row-panel')?.textContent).toContain('may not see what partners sent');
    await expect(screen.answer('/bff/api/runs/run_1/rows/1', null)).rejects.toThrow();
  });

  it('filters events by level and jumps to the next that is bad', async () => {
    const screen = await openScreen('/runs/run_1/events?level=warning,error');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }));
    const { request } = await screen.answer('/bff/api/runs/run_1/events', {
      items: [
        aRunEvent({ seq: 4, level: 'warning', message: 'Attempt 2 goes on after row 500.' }),
        aRunEvent({ seq: 9, level: 'error', message: 'No row fits.' }),
      ],
      next: null,
    });

    screen.button(/Next of 2 problems/).click();
    screen.button(/Next of 2 problems/).click();

    expect(request.params.get('level')).toBe('warning,error');
    expect(document.activeElement?.id).toBe('event-9');
  });

  it('shows the configuration it ran with, and what its feed has changed since', async () => {
    const screen = await openScreen('/runs/run_1/config?view=diff');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }));
    const used = aRunBundle();
    const dialect = { ...used.format.dialect, delimiter: ';' };
    const active = { ...aFeed().bundle, version: 4, format: { ...used.format, dialect } };

    await screen.answer('/bff/api/runs/run_1/bundle', { ...used, active });

    expect(screen.text()).toContain('The feed uses version 4 (standard@1) now.');
    expect(screen.query('wb-json-diff tbody')?.textContent).toMatch(/dialect › .*delimiter/s);
  });

  it('puts the configuration into words', async () => {
    const screen = await openScreen('/runs/run_1/config');
    await screen.answer(runPage, aRunPage({ id: 'run_1' }));

    await screen.answer('/bff/api/runs/run_1/bundle', aRunBundle());

    expect(screen.text()).toContain('The feed still uses exactly this.');
    expect(screen.text()).toMatch(/separated by comma.*txn_id.*comes from column “txn_id”/);
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

  it('asks to cancel under another key once it was refused', async () => {
    const screen = await openScreen('/runs/run_1', 'support');
    await screen.answer(runPage, aRunPage({ id: 'run_1', state: 'running' }));
    screen.button(/Cancel run/).click();
    await screen.appears('mat-dialog-container textarea');
    type(screen.query('textarea'), 'wrong file');
    const keyOfTry = async () => {
      screen.button(/^Cancel the run/).click();
      await screen.settled();
      const { request } = await screen.answer('/bff/api/runs/run_1/cancel', null, 422);
      return request.headers.get('Idempotency-Key');
    };

    const refused = await keyOfTry();

    expect(await keyOfTry()).not.toBe(refused);
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
    await screen.appears('wb-replay-page');
    expect(screen.router.url).toBe('/replays/rpl_1');
  });

  it('shows the proof of a replay', async () => {
    const screen = await openScreen('/runs/run_1');
    const proof = aReplayProof({ statement: '0 entries created.', asPlanned: true });

    await screen.answer(
      runPage,
      aRunPage({ id: 'run_1', kind: 'replay' }, { replay: aReplay({ id: 'rpl_1' }), proof }),
    );

    expect(screen.text()).toMatch(/0 entries created\..*As planned/);
    expect(screen.text()).toContain(proof.before.digest.slice(0, 10));
  });
});

const decode = {
  name: 'decode',
  state: 'done',
  startedAt: '2026-11-03T06:00:00.000Z',
  finishedAt: '2026-11-03T06:00:01.000Z',
  busyMs: 12,
} as const;

function hrefs(screen: Screen, within: string): (string | null)[] {
  return screen.all(`${within} a`).map((link) => link.getAttribute('href'));
}

function type(field: HTMLElement | null, text: string): void {
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('there is no text field');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
