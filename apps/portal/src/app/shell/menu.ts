import { Service, computed, inject } from '@angular/core';
import { Permissions } from '@waybill/portal-core';
import { menuEntries, menuGroups } from './menu-entries.ts';

/** Where the signed-in person can go. */
@Service()
export class Menu {
  private readonly permissions = inject(Permissions);
  readonly entries = computed(() =>
    menuEntries.filter(({ permission }) => permission === null || this.permissions.can(permission)),
  );
  /** Groups with something in them, in their order. */
  readonly groups = computed(() =>
    menuGroups
      .map((label) => ({ label, entries: this.entries().filter(({ group }) => group === label) }))
      .filter(({ entries }) => entries.length > 0),
  );
  readonly foot = computed(() => this.entries().filter(({ group }) => group === null));
}
