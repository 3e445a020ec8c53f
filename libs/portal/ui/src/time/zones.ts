import { InjectionToken, Service, computed, effect, inject, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/** Whose clock times are shown by: the person's, UTC, or that of the partner whose data is on the screen. */
export const zoneChoices = ['mine', 'utc', 'partner'] as const;
export type ZoneChoice = (typeof zoneChoices)[number];

/** What the person chose; the application provides it, specs and the gallery live with their own clock. */
export const ZONE_CHOICE = new InjectionToken<Signal<ZoneChoice>>('zone choice', {
  providedIn: 'root',
  factory: () => signal<ZoneChoice>('mine'),
});

/** The zone of the partner that the present screen is about; undefined on screens about many or none. */
@Service()
export class PartnerZone {
  private readonly said = signal<{ readonly zone: () => string | undefined } | null>(null);
  readonly zone = computed(() => this.said()?.zone());

  /** @internal Use `showPartnerZone`. */
  say(zone: () => string | undefined): () => void {
    const entry = { zone };
    this.said.set(entry);
    return () => {
      // The next screen may have spoken already.
      this.said.update((now) => (now === entry ? null : now));
    };
  }
}

/**
 * Tells times, charts and the zone switch which partner's clock this screen offers (IANA name), for as long
 * as the screen is there. Must be called in an injection context, in the screen's constructor.
 */
export function showPartnerZone(zone: () => string | undefined): void {
  const partnerZone = inject(PartnerZone);
  effect((onCleanup) => {
    onCleanup(partnerZone.say(zone));
  });
}

/** IANA zone that times are shown in on this screen; undefined means the browser's own. */
export const TIME_ZONE = new InjectionToken<Signal<string | undefined>>('time zone', {
  providedIn: 'root',
  factory: () => {
    const choice = inject(ZONE_CHOICE);
    const partner = inject(PartnerZone).zone;
    return computed(() => zoneOf(choice(), partner()));
  },
});

/** The zone behind a choice; a partner's that is not known falls back to the person's own. */
export function zoneOf(choice: ZoneChoice, partner: string | undefined): string | undefined {
  if (choice === 'utc') return 'UTC';
  return choice === 'partner' ? partner : undefined;
}

/** "UTC", "Europe/Madrid": the zone itself, where the heading of a column or a switch names it. */
export function zoneName(zone: string | undefined): string {
  const name = zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name === 'Etc/UTC' ? 'UTC' : name.replaceAll('_', ' ');
}
