import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { roleMatrix } from '@waybill/contracts';
import type { Permission, SavedView } from '@waybill/contracts';
import {
  Permissions,
  Tours,
  ZoneSwitch,
  preferenceEvents,
  preferencesFeature,
  sessionFeature,
  themes,
  toProblem,
} from '@waybill/portal-core';
import type { Preferences } from '@waybill/portal-core';
import { EmptyState, Icon, ProblemPanel, Skeleton, zoneName } from '@waybill/portal-ui';
import { permissionWords } from '../data/permission-words.ts';

const themeLabels = { system: 'Like the system', light: 'Light', dark: 'Dark' };

/** Who one is here, what one may do, and how one likes it. Every choice is kept at once. */
@Component({
  selector: 'wb-settings-page',
  imports: [EmptyState, Icon, ProblemPanel, RouterLink, Skeleton],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.scss',
})
export class SettingsPage {
  private readonly store = inject(Store);
  private readonly permissions = inject(Permissions);
  private readonly zones = inject(ZoneSwitch);

  protected readonly tours = inject(Tours);
  protected readonly person = this.store.selectSignal(sessionFeature.selectPerson);
  protected readonly roleNames = this.permissions.roleNames;
  protected readonly preferences = this.store.selectSignal(
    preferencesFeature.selectPreferencesState,
  );
  protected readonly zone = this.zones.choice;
  protected readonly themeChoices = themes.map((value) => ({ value, label: themeLabels[value] }));
  protected readonly densityChoices = [
    { value: 'comfortable' as const, label: 'Comfortable' },
    { value: 'compact' as const, label: 'Compact: more rows on the screen' },
  ];
  protected readonly zoneChoices = [
    { value: 'mine' as const, label: `My time (${zoneName(undefined)})` },
    { value: 'utc' as const, label: 'UTC, as logs have it' },
    { value: 'partner' as const, label: 'The partner’s, where a screen is about one' },
  ];
  protected readonly may = computed(() =>
    named((permission) => this.permissions.can(permission)).map(({ words }) => words),
  );
  protected readonly mayNot = computed(() =>
    named((permission) => !this.permissions.can(permission)).map(({ permission, words }) => ({
      words,
      who: roleMatrix[permission].people.join(', '),
    })),
  );

  private readonly answer = httpResource<{ items: SavedView[] }>(() => '/bff/api/saved-views');
  protected readonly views = computed(() =>
    this.answer.hasValue() ? this.answer.value().items.filter(({ mine }) => mine) : null,
  );
  protected readonly viewsProblem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });

  protected change(change: Partial<Preferences>): void {
    this.store.dispatch(preferenceEvents.changed({ change }));
  }

  protected chooseZone(zone: Preferences['zone']): void {
    this.zones.choose(zone);
  }

  protected turnKeys(event: Event): void {
    this.change({ keys: event.target instanceof HTMLInputElement && event.target.checked });
  }

  protected tour(): void {
    void this.tours.begin('start');
  }

  protected reloadViews(): void {
    this.answer.reload();
  }
}

function named(wanted: (permission: Permission) => boolean) {
  return Object.entries(permissionWords).flatMap(([name, words]) => {
    const permission = name as Permission;
    return wanted(permission) ? [{ permission, words }] : [];
  });
}
