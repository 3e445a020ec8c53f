import { TestBed } from '@angular/core/testing';
import { aFeed, aProblem, aRuleSet, aRun, aRunRow } from '@waybill/contracts/testing';
import { ScreenActions } from '@waybill/portal-core';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';
import { RowJudge } from './judge/judge-row.ts';
import type { Asked } from './judge/judge-row.ts';
import { JUDGE } from './judge/judge.ts';
import type { Answered } from './judge/judge.ts';

const address = '/bff/api/rule-sets/acme.purchases';

describe('the simulator beside the table', () => {
  it('tries the row that the address names, and says result, entries and why', async () => {
    const screen = await open('?try=run_01.3');
    await screen.appears('wb-simulator-panel');
    await answered(screen);

    expect(said(screen)).toBe('Earns 12 points by base/rest');
    expect(screen.text()).toContain('One entry of 12 points, which never expire.');
    expect(screen.text()).toMatch(/large does not match.*does not hold · amount is 12.5000/);
    expect(screen.text()).toMatch(/In its run it was posted/);
    expect(screen.all('[data-state=fired]')).toHaveLength(1);
  });

  it('goes on to the next row by key, and the address follows', async () => {
    const screen = await open('?try=run_01.3');
    await screen.appears('wb-simulator-panel');
    await answered(screen);
    TestBed.inject(ScreenActions).press('n');
    await screen.settled();
    const { request } = await screen.answer(`${address}/simulate`, { row: { amount: '120.0000' } });

    expect(request.body.row).toEqual({ kind: 'received', run: 'run_01', rowNo: 4 });
    expect(screen.router.url).toBe('/rules/acme.purchases/table?try=run_01.4');
    expect(said(screen)).toBe('Earns 240 points by base/large');
  });

  it('goes as far as a key was pressed, faster than the address follows', async () => {
    const screen = await open('?try=run_01.3');
    await screen.appears('wb-simulator-panel');
    await answered(screen);
    for (let presses = 0; presses < 4; presses += 1) {
      TestBed.inject(ScreenActions).press('n');
      await Promise.resolve();
      TestBed.tick();
    }
    await screen.settled();

    expect(screen.router.url).toBe('/rules/acme.purchases/table?try=run_01.7');
  });

  it('goes on also while one writes, by a key that types nothing', async () => {
    const screen = await open('?try=run_01.3');
    await screen.appears('wb-simulator-panel');
    await answered(screen);
    const key = { key: 'PageUp', altKey: true, bubbles: true, cancelable: true };
    screen.query('[role=grid]')?.dispatchEvent(new KeyboardEvent('keydown', key));
    await screen.settled();

    expect(screen.router.url).toBe('/rules/acme.purchases/table?try=run_01.2');
  });

  it('is opened and closed by a button, which then has the focus', async () => {
    const screen = await open();
    const button = screen.button(/^Try a row$/);
    expect(button.getAttribute('aria-expanded')).toBe('false');
    button.click();
    await screen.appears('wb-simulator-panel');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    await screen.answer('/bff/api/runs', { items: [aRun()], next: null });
    expect(screen.router.url).toBe('/rules/acme.purchases/table?try=run_01.1');

    screen.button(/^Close the simulator$/).click();
    await screen.settled();
    expect(screen.query('wb-simulator-panel')).toBeNull();
    expect(screen.router.url).toBe('/rules/acme.purchases/table');
    expect(document.activeElement).toBe(button);
  });

  it('says that no file was processed yet, and takes a row by hand', async () => {
    const screen = await open();
    screen.button(/^Try a row$/).click();
    await screen.appears('wb-simulator-panel');
    await screen.answer('/bff/api/runs', { items: [], next: null });
    expect(screen.text()).toContain('No file was processed yet');

    screen.button(/^Write a row by hand$/).click();
    await screen.settled();
    write(screen, 'amount', '200');
    await screen.settled();
    expect(said(screen)).toBe('Earns 400 points by base/large');
  });

  it('says of a value that is not of its type what would be', async () => {
    const screen = await open('?try=run_01.3');
    await screen.appears('wb-simulator-panel');
    await answered(screen);
    write(screen, 'amount', 'much');
    await screen.settled();

    expect(screen.query('#value-amount')?.getAttribute('aria-invalid')).toBe('true');
    expect(screen.text()).toContain('A number such as 12.50');
    expect(said(screen)).toMatch(/^Fails amount has no value/);
  });

  it('says why a row cannot be tried', async () => {
    const screen = await open('?try=run_01.3');
    await screen.appears('wb-simulator-panel');
    const type = 'urn:waybill:problem:row-unreadable';
    const why = aProblem({ type, code: 'RULE-412', status: 409 });
    await screen.answer(`${address}/simulate`, why, 409);

    expect(screen.query('wb-simulator-panel [role=alert]')?.textContent).toContain('RULE-412');
  });
});

function said(screen: Screen): string | undefined {
  return screen.query('wb-verdict-card [role=status]')?.textContent.replace(/\s+/g, ' ').trim();
}

function write(screen: Screen, name: string, text: string): void {
  const field = screen.query(`#value-${name}`);
  if (!(field instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
  field.value = text;
  field.dispatchEvent(new Event('input'));
}

async function answered(screen: Screen): Promise<void> {
  await screen.answer('/bff/api/runs/run_01', aRun());
  await screen.answer('/bff/api/runs/run_01/rows', { items: [aRunRow({ rowNo: 3 })], next: null });
  await screen.answer(`${address}/simulate`, { row: { amount: '12.5000' } });
}

const rules = {
  $schema: 'https://waybill.dev/schemas/rule-set-1.json',
  name: 'standard',
  inputs: [{ name: 'amount', type: 'decimal', scale: 4 }],
  tables: [
    {
      id: 'base',
      hitPolicy: 'first',
      columns: [{ input: 'amount' }],
      rows: [
        { id: 'large', when: ['>= 100'], then: [{ do: 'accrue', points: 'floor(amount * 2)' }] },
        { id: 'rest', when: ['-'], then: [{ do: 'accrue', points: 'floor(amount)' }] },
      ],
    },
  ],
};

/** Decides at once, as no spec has workers. */
function judgeAtOnce(answer: Answered) {
  const judge = new RowJudge();
  return Promise.resolve({
    ask: (asked: Asked) => {
      answer(judge.judge(asked), asked);
    },
    stop: () => undefined,
  });
}

async function open(query = ''): Promise<Screen> {
  TestBed.overrideProvider(JUDGE, { useValue: judgeAtOnce });
  const screen = await openScreen(`/rules/acme.purchases/table${query}`, 'author');
  await screen.answer(address, aRuleSet());
  await screen.answer(`${address}/versions/1`, { document: rules });
  await screen.answer('/bff/api/feeds/acme.purchases', aFeed());
  return screen;
}
