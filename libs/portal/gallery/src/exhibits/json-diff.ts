import { Component } from '@angular/core';
import { JsonDiff } from '@waybill/portal-ui';

const before = {
  dialect: { encoding: 'windows-1252', delimiter: ',' },
  layout: {
    columns: [
      { name: 'txn_id', type: 'text' },
      { name: 'amount', type: 'decimal', scale: 2 },
      { name: 'remark', type: 'text' },
    ],
  },
};
const after = {
  dialect: { encoding: 'utf-8', delimiter: ',', trailer: { marker: 'TRL', countCell: 1 } },
  layout: {
    columns: [
      { name: 'amount', type: 'decimal', scale: 3 },
      { name: 'txn_id', type: 'text' },
    ],
  },
};

/** Every kind of difference, and none. */
@Component({
  selector: 'wb-json-diff-exhibit',
  imports: [JsonDiff],
  template: `
    <wb-json-diff
      [before]="before"
      [after]="after"
      beforeLabel="Version 3"
      afterLabel="Version 4"
    />
    <wb-json-diff [before]="after" [after]="after" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-4);
    }
  `,
})
export class JsonDiffExhibit {
  protected readonly before = before;
  protected readonly after = after;
}
