import { CUSTOM_ELEMENTS_SCHEMA, computed, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { DecisionTable, RuleSetDocument } from '@waybill/rules';
import { SimulatorDock } from '../simulator/simulator-dock.ts';
import { TryRow } from '../simulator/try-row.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { TableTab } from './table-tab.ts';

const row = (id: string, when: string, points: string): DecisionTable['rows'][number] => ({
  id,
  when: [when],
  then: [{ do: 'accrue', points }],
});

/** Dialogs are fetched and fade, which a busy machine keeps waiting. */
const patience = { timeout: 4_000 };

describe('rules as tables', () => {
  afterEach(() => document.querySelector('.cdk-overlay-container')?.remove());

  it('put what a row does into the row as it is by now, and leave what others changed meanwhile', async () => {
    const tab = await shown([row('large', '>= 200.0', '20'), row('standard', '-', '10')]);
    const others = [row('new', '>= 500.0', '50'), row('large', '>= 999.0', '20')];

    tab.open('large');
    await tab.dialog();
    tab.rows.set([...others, row('standard', '-', '10')]);
    await tab.apply();

    expect(tab.rows()).toEqual([...others, row('standard', '-', '10')]);
  });

  it('say so when the row is gone by then', async () => {
    const tab = await shown([row('large', '>= 200.0', '20'), row('standard', '-', '10')]);

    tab.open('large');
    await tab.dialog();
    tab.rows.set([row('standard', '-', '10')]);
    await tab.apply();

    expect(tab.rows()).toEqual([row('standard', '-', '10')]);
    expect(tab.text()).toContain('“large” is gone by now.');
  });

  it('leave the cells marked that were marked when the address has caught up', async () => {
    const tab = await shown([row('large', '>= 200.0', '20'), row('standard', '-', '10')]);

    tab.press('ArrowDown', { shiftKey: true });
    await tab.caughtUp('standard', '0');

    expect(tab.marked()).toBe(2);
  });

  it('take no title and no policy while the text is no rule set', async () => {
    const tab = await shown([row('standard', '-', '10')], { isLocked: true });

    expect(tab.head()).toEqual(['readonly', 'disabled']);
    expect(tab.text()).not.toContain('Remove the table');
  });

  it('name each new map of codes as none is named', async () => {
    const tab = await shown([row('standard', '-', '10')]);

    for (let count = 0; count < 3; count += 1) await tab.addCodes();

    expect(tab.maps()).toEqual(['codes', 'codes2', 'codes3']);
  });
});

async function shown(rows: DecisionTable['rows'], { isLocked = false } = {}) {
  const tier: DecisionTable = {
    id: 'tiers',
    hitPolicy: 'first',
    columns: [{ input: 'amount' }],
    rows,
  };
  const written = signal<RuleSetDocument>({
    $schema: 'https://waybill.dev/schemas/rule-set-1.json',
    name: 'spec',
    inputs: [{ name: 'amount', type: 'decimal', scale: 2 }],
    tables: [tier],
  });
  const workspace = {
    document: written,
    slots: signal([{ name: 'amount', type: 'decimal', scale: 2 }]),
    errors: signal([]),
    diagnostics: signal([]),
    highlight: signal([]),
    isBroken: signal(false),
    isLocked: signal(isLocked),
    state: signal('ready'),
    change: (edit: (document: RuleSetDocument) => RuleSetDocument) => {
      written.update(edit);
    },
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', children: [] }]),
      { provide: RuleWorkspace, useValue: workspace },
    ],
  });
  TestBed.overrideComponent(TableTab, {
    remove: { imports: [SimulatorDock, TryRow] },
    add: { schemas: [CUSTOM_ELEMENTS_SCHEMA] },
  });
  await TestBed.inject(Router).navigateByUrl('/rules/acme.purchases/table');
  const fixture = TestBed.createComponent(TableTab);
  fixture.componentRef.setInput('table', 'tiers');
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const button = (label: string) =>
    [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === label);
  const current = computed(() => written().tables?.[0]?.rows ?? []);
  return {
    rows: Object.assign(() => current(), {
      set: (others: DecisionTable['rows']) => {
        written.update((document) => ({ ...document, tables: [{ ...tier, rows: others }] }));
      },
    }),
    maps: () => written().valueMaps?.map(({ name }) => name),
    text: () => element.textContent,
    head: () =>
      [
        ...element.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
          'wb-table-head :is(input, select)',
        ),
      ].map((field) =>
        field instanceof HTMLSelectElement
          ? field.disabled && 'disabled'
          : field.readOnly && 'readonly',
      ),
    marked: () => element.querySelectorAll('[role=gridcell].marked').length,
    open: (id: string) => {
      const cells = [...element.querySelectorAll('[role=gridcell]')];
      const at = cells.findIndex((cell) => cell.textContent.trim() === id);
      const panel = cells.slice(at).find((cell) => cell.textContent.includes('points'));
      panel?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    },
    dialog: () => vi.waitUntil(() => button('Apply'), patience),
    apply: async () => {
      await fixture.whenStable();
      button('Apply')?.click();
      await vi.waitUntil(() => !document.querySelector('mat-dialog-container'), patience);
      await fixture.whenStable();
    },
    press: (key: string, init: KeyboardEventInit = {}) =>
      element
        .querySelector('[role=grid]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init })),
    /** The router has put the cell into the address, and hands it over. */
    caughtUp: async (row: string, column: string) => {
      await new Promise((resolve) => setTimeout(resolve, 450));
      fixture.componentRef.setInput('row', row);
      fixture.componentRef.setInput('column', column);
      await fixture.whenStable();
    },
    addCodes: async () => {
      [...element.querySelectorAll('button')]
        .find((each) => each.textContent.trim().endsWith('Codes'))
        ?.click();
      await fixture.whenStable();
    },
  };
}
