import { A11yModule } from '@angular/cdk/a11y';
import { Component, computed, inject, input, output } from '@angular/core';
import { Store } from '@ngrx/store';
import { Icon } from '@waybill/portal-ui';
import type { Density } from '@waybill/portal-ui/table';
import { preferenceEvents, preferencesFeature } from '../preferences/preferences.ts';
import type { Preferences } from '../preferences/preferences.ts';
import type { List } from './list.ts';

const pageSizes: readonly Preferences['pageSize'][] = [50, 100, 250, 500];

/** Columns with their order, density and rows of a page. Columns go into the address, the others are the person's own. */
@Component({
  selector: 'wb-list-display-panel',
  imports: [A11yModule, Icon],
  templateUrl: './list-display-panel.html',
  styleUrl: './list-panel.scss',
})
export class ListDisplayPanel<Item, Name extends string, Sort extends string> {
  readonly list = input.required<List<Item, Name, Sort>>();
  readonly done = output();

  private readonly store = inject(Store);
  private readonly preferences = this.store.selectSignal(preferencesFeature.selectPreferencesState);

  protected readonly pageSizes = pageSizes;
  protected readonly densities: readonly { value: Density; label: string }[] = [
    { value: 'comfortable', label: 'Comfortable' },
    { value: 'compact', label: 'Compact' },
  ];
  protected readonly density = computed(() => this.list().density());
  protected readonly pageSize = computed(() => this.preferences().pageSize);
  /** Shown ones in their order, then the others. */
  protected readonly columns = computed(() => {
    const shown = this.list().columns();
    const hidden = this.list().definition.columns.filter((column) => !shown.includes(column));
    return [
      ...shown.map(({ id, label }, index) => ({
        id,
        label,
        shown: true,
        fixed: index === 0,
        first: index <= 1,
        last: index === shown.length - 1,
      })),
      ...hidden.map(({ id, label }) => ({
        id,
        label,
        shown: false,
        fixed: false,
        first: true,
        last: true,
      })),
    ];
  });
  protected readonly isUsual = computed(() => this.list().query().columns === null);

  protected toggle(id: string): void {
    const ids = this.shownIds();
    this.list().show(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  }

  protected move(id: string, step: -1 | 1): void {
    const ids = this.shownIds();
    const at = ids.indexOf(id);
    const others = ids.filter((each) => each !== id);
    this.list().show([...others.slice(0, at + step), id, ...others.slice(at + step)]);
  }

  protected reset(): void {
    this.list().show(null);
  }

  protected choose(change: Partial<Preferences>): void {
    this.list().showDensity(null);
    this.store.dispatch(preferenceEvents.changed({ change }));
  }

  protected chooseSize(event: Event): void {
    const { target } = event;
    const pageSize = pageSizes.find(
      (size) => target instanceof HTMLSelectElement && String(size) === target.value,
    );
    if (pageSize) this.choose({ pageSize });
  }

  private shownIds(): string[] {
    return this.list()
      .columns()
      .map(({ id }) => id);
  }
}
