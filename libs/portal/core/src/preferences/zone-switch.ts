import { Service, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { Store } from '@ngrx/store';
import { filter, map, startWith } from 'rxjs';
import { zoneChoices } from '@waybill/portal-ui';
import type { ZoneChoice } from '@waybill/portal-ui';
import { preferenceEvents, preferencesFeature } from './preferences.ts';

/**
 * Whose clock times are shown by: `?tz=mine|utc|partner` of the address, so that a link shows its reader what
 * its sender saw; else what the person prefers.
 */
@Service()
export class ZoneSwitch {
  private readonly store = inject(Store);
  private readonly router = inject(Router);
  private readonly preferred = this.store.selectSignal(preferencesFeature.selectZone);
  private readonly address = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => zoneIn(this.router.url)),
    ),
  );
  readonly choice = computed<ZoneChoice>(() => this.address() ?? this.preferred());

  /** Keeps the choice and puts it into the address; one's own clock needs no word there. */
  choose(zone: ZoneChoice): void {
    this.store.dispatch(preferenceEvents.changed({ change: { zone } }));
    void this.router.navigate([], {
      queryParams: { tz: zone === 'mine' ? null : zone },
      queryParamsHandling: 'merge',
      preserveFragment: true,
      replaceUrl: true,
    });
  }
}

function zoneIn(url: string): ZoneChoice | undefined {
  const asked = new URLSearchParams(url.split('#', 1)[0]?.split('?')[1]).get('tz');
  return zoneChoices.find((choice) => choice === asked);
}
