import { Component, signal, viewChildren } from '@angular/core';
import { Cell, DataTable } from '@waybill/portal-ui/table';
import type { TableColumn } from '@waybill/portal-ui/table';

interface Line {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
}

/** Loading, with rows that can be chosen, and dense; on a phone each row is a card. */
@Component({
  selector: 'wb-data-table-exhibit',
  imports: [Cell, DataTable],
  template: `
    <h3>Loading</h3>
    <div class="wb-card">
      <wb-data-table label="Loading" [columns]="columns" [rows]="null" [rowId]="idOf" />
    </div>
    <h3>With rows to choose and an order</h3>
    <ng-template wbCell="name" [wbCellOf]="rows" let-line>{{ line.name }}</ng-template>
    <ng-template wbCell="rows" [wbCellOf]="rows" let-line>{{ line.rows }}</ng-template>
    <div class="wb-card">
      <wb-data-table
        label="Files"
        [columns]="columns"
        [rows]="rows"
        [rowId]="idOf"
        [cells]="cells()"
        [selectable]="true"
        [selected]="chosen"
        [sort]="sort()"
        (sortChosen)="sort.set($event)"
      />
    </div>
    <h3>Dense</h3>
    <div class="wb-card">
      <wb-data-table
        label="Files, dense"
        density="compact"
        [columns]="columns"
        [rows]="rows"
        [rowId]="idOf"
        [cells]="cells()"
      />
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
  `,
})
export class DataTableExhibit {
  protected readonly cells = viewChildren<Cell<Line>>(Cell);
  protected readonly chosen = new Set(['a']);
  protected readonly sort = signal('most');
  protected readonly columns: readonly TableColumn[] = [
    { id: 'name', label: 'File', width: 16 },
    {
      id: 'rows',
      label: 'Rows',
      width: 7,
      align: 'end',
      sorts: [
        { id: 'most', direction: 'descending' },
        { id: 'least', direction: 'ascending' },
      ],
    },
  ];
  protected readonly rows: readonly Line[] = [
    { id: 'a', name: 'purchases-1.csv', rows: 1200 },
    { id: 'b', name: 'purchases-2.csv', rows: 0 },
  ];
  protected readonly idOf = (line: Line) => line.id;
}
