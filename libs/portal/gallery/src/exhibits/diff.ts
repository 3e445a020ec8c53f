import { Component } from '@angular/core';
import { JsonDiff } from '@waybill/portal-ui';

/** A document that was changed, and one that was not. */
@Component({
  selector: 'wb-diff-exhibit',
  imports: [JsonDiff],
  template: `
    <h3>Changed, added, removed</h3>
    <wb-json-diff [before]="before" [after]="after" />
    <h3>Alike</h3>
    <wb-json-diff [before]="before" [after]="before" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
  `,
})
export class DiffExhibit {
  protected readonly before = {
    name: 'Employee purchases',
    dialect: { delimiter: ',', encoding: 'utf-8' },
    columns: ['txn_id', 'amount'],
  };
  protected readonly after = {
    name: 'Employee purchases',
    dialect: { delimiter: ';', encoding: 'utf-8', header: true },
    columns: ['txn_id', 'amount', 'currency'],
  };
}
