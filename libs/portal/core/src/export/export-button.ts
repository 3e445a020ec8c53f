import { Component, Injector, computed, inject, input } from '@angular/core';
import { Icon } from '@waybill/portal-ui';
import type { List } from '../list/list.ts';
import { Names } from '../names/names.ts';
import { askForExport } from './ask-for-export.ts';
import { wishOfList } from './wish-of-list.ts';

/** “Export what I see”; nothing where lists of that name cannot be exported. */
@Component({
  selector: 'wb-export-button',
  imports: [Icon],
  template: `
    @if (wish()) {
      <button type="button" class="wb-button" aria-haspopup="dialog" (click)="open()">
        <wb-icon name="download" /> Export …
      </button>
    }
  `,
})
export class ExportButton<Item, Name extends string, Sort extends string> {
  private readonly injector = inject(Injector);
  private readonly names = inject(Names);

  readonly list = input.required<List<Item, Name, Sort>>();

  protected readonly wish = computed(() => wishOfList(this.list(), this.names));

  protected async open(): Promise<void> {
    const wish = this.wish();
    if (wish) await askForExport(this.injector, wish);
  }
}
