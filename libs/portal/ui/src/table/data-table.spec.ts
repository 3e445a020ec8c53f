import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { Cell } from './cell.ts';
import { DataTable } from './data-table.ts';
import type { CellAction, TableColumn } from './table-column.ts';

interface Thing {
  readonly id: string;
  readonly size: number;
}

@Component({
  imports: [Cell, DataTable],
  // As in the portal, where the screen takes the focus when it is shown.
  template: `<main tabindex="-1">
    <wb-data-table
      label="Things"
      [columns]="columns"
      [rows]="rows()"
      [rowId]="idOf"
      [rowLink]="linkOf"
      [sort]="sort()"
      [selectable]="true"
      [selected]="selected()"
      [cellActions]="actionsOf"
      (sortChosen)="sort.set($event)"
      (toggled)="events.push($event.row.id + ($event.upTo ? ' up to' : ''))"
      (pageToggled)="events.push('page ' + $event)"
    >
      <ng-template wbCell="name" [wbCellOf]="rows()" let-row>{{ row.id }}</ng-template>
      <ng-template wbCell="size" [wbCellOf]="rows()" let-row>{{ row.size }}</ng-template>
    </wb-data-table>
  </main>`,
})
class Host {
  readonly columns: TableColumn[] = [
    { id: 'name', label: 'Name', width: 10 },
    {
      id: 'size',
      label: 'Size',
      width: 5,
      sorts: [
        { id: 'largest', direction: 'descending' },
        { id: 'smallest', direction: 'ascending' },
      ],
    },
  ];
  readonly rows = signal<readonly Thing[] | null>(null);
  readonly selected = signal<ReadonlySet<string>>(new Set());
  readonly sort = signal('smallest');
  readonly events: string[] = [];
  readonly idOf = (row: Thing) => row.id;
  readonly linkOf = (row: Thing) => ({ commands: ['/things', row.id], name: `Thing ${row.id}` });
  readonly actionsOf = ({ id }: TableColumn, row: Thing): CellAction[] =>
    id === 'name'
      ? [
          {
            icon: 'content-copy',
            name: `Copy ${row.id}`,
            act: () => this.events.push(`copied ${row.id}`),
          },
        ]
      : [];
}

const three: readonly Thing[] = ['a', 'b', 'c'].map((id, size) => ({ id, size }));

describe('a data table', () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('shows the outline of its rows, then rows that say where they are', async () => {
    const { host, all, settled } = await shown(null);
    expect(all('wb-skeleton').length).toBeGreaterThan(10);

    host.rows.set(three);
    await settled();

    expect(all('wb-skeleton')).toEqual([]);
    expect(all('table')[0]?.getAttribute('aria-rowcount')).toBe('4');
    expect(all('tbody tr').map((row) => row.getAttribute('aria-rowindex'))).toEqual([
      '2',
      '3',
      '4',
    ]);
    expect(all('tbody a')[1]?.getAttribute('href')).toBe('/things/b');
    expect(all('tbody a')[1]?.getAttribute('aria-label')).toBe('Thing b');
  });

  it.each([
    [['ArrowDown', 'ArrowDown'], 'Thing c'],
    [['j', 'j', 'k'], 'Thing b'],
    [['End', 'ArrowDown'], 'Thing c'],
    [['End', 'Home'], 'Thing a'],
  ])('goes from row to row by %j', async (keys, name) => {
    const { all, press } = await shown(three);
    all('tbody a')[0]?.focus();

    for (const key of keys) await press(key);

    expect(document.activeElement?.getAttribute('aria-label')).toBe(name);
  });

  it('follows the link of a row on a click beside it, and leaves the box of the row alone', async () => {
    const { all, settled } = await shown(three);
    const router = TestBed.inject(Router);
    const gone = vi.spyOn(router, 'navigateByUrl').mockResolvedValue(true);

    all('tbody td.choice')[0]?.querySelector('input')?.click();
    all('tbody td:last-child')[1]?.click();
    await settled();

    expect(gone.mock.calls.map(([url]) => String(url))).toEqual(['/things/b']);
  });

  it('selects by x, by click, up to a row and the page', async () => {
    const { host, all, press } = await shown(three);
    all('tbody a')[1]?.focus();
    await press('x');
    all('tbody input')[0]?.click();
    const shift = new MouseEvent('click', { shiftKey: true, bubbles: true });
    all('tbody input')[2]?.dispatchEvent(shift);
    all('thead input')[0]?.click();

    expect(host.events).toEqual(['b', 'a', 'c up to', 'page true']);
  });

  it('says by which column it is sorted, and goes through its orders', async () => {
    const { host, all, settled } = await shown(three);
    expect(all('[aria-sort]').map((head) => head.getAttribute('aria-sort'))).toEqual(['ascending']);

    all('thead button')[0]?.click();
    await settled();

    expect(host.sort()).toBe('largest');
    expect(all('[aria-sort]')[0]?.getAttribute('aria-sort')).toBe('descending');
  });

  it('offers what can be done with cells in the row that has the focus, and nowhere else', async () => {
    const { host, all, settled } = await shown(three);
    expect(all('.cell-action')).toEqual([]);

    all('tbody a')[1]?.focus();
    await settled();
    all('.cell-action')[0]?.click();

    expect(all('.cell-action').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Copy b',
    ]);
    expect(host.events).toEqual(['copied b']);
  });
});

async function shown(rows: readonly Thing[] | null) {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
  const fixture = TestBed.createComponent(Host);
  fixture.componentInstance.rows.set(rows);
  document.body.append(fixture.nativeElement);
  await fixture.whenStable();
  return {
    host: fixture.componentInstance,
    all: (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)],
    settled: () => fixture.whenStable(),
    press: async (key: string) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await fixture.whenStable();
    },
  };
}
