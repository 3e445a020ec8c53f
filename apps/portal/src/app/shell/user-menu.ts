import { Component, computed, inject, signal } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import {
  Permissions,
  Session,
  Tours,
  ZoneSwitch,
  preferenceEvents,
  preferencesFeature,
  sessionFeature,
} from '@waybill/portal-core';
import type { Theme } from '@waybill/portal-core';
import { Icon, PartnerZone, zoneName } from '@waybill/portal-ui';
import type { IconName, ZoneChoice } from '@waybill/portal-ui';
import { InstallOffer } from '../install/install-offer.ts';
import { ShellDialogs } from './shell-dialogs.ts';

const themeChoices: readonly { theme: Theme; label: string; icon: IconName }[] = [
  { theme: 'system', label: 'Like the system', icon: 'computer' },
  { theme: 'light', label: 'Light', icon: 'light-mode' },
  { theme: 'dark', label: 'Dark', icon: 'dark-mode' },
];

@Component({
  selector: 'wb-user-menu',
  imports: [Icon, MatMenuModule, RouterLink],
  templateUrl: './user-menu.html',
  styleUrl: './user-menu.scss',
})
export class UserMenu {
  private readonly store = inject(Store);
  private readonly session = inject(Session);
  private readonly zones = inject(ZoneSwitch);
  private readonly dialogs = inject(ShellDialogs);
  private readonly installer = inject(InstallOffer);
  private readonly tours = inject(Tours);
  private readonly partnerZone = inject(PartnerZone).zone;
  private readonly person = this.store.selectSignal(sessionFeature.selectPerson);

  protected readonly themeChoices = themeChoices;
  protected readonly theme = this.store.selectSignal(preferencesFeature.selectTheme);
  protected readonly zone = this.zones.choice;
  protected readonly zoneChoices = computed(() => {
    const partner = this.partnerZone();
    return [
      { zone: 'mine' as const, label: `My time: ${zoneName(undefined)}` },
      { zone: 'utc' as const, label: 'UTC' },
      // Kept where no partner is on the screen, so that the choice does not seem to be lost.
      {
        zone: 'partner' as const,
        label: partner ? `Partner’s: ${zoneName(partner)}` : 'Partner’s, where there is one',
      },
    ];
  });
  protected readonly roleNames = inject(Permissions).roleNames;
  protected readonly name = computed(() => this.person()?.name ?? '');
  protected readonly email = computed(() => this.person()?.email);
  protected readonly initials = computed(() =>
    this.name()
      .split(' ')
      .map((word) => word.charAt(0))
      .join('')
      .slice(0, 2),
  );
  protected readonly canInstall = computed(() => this.installer.offer() !== null);
  protected readonly failed = signal(false);

  protected choose(theme: Theme): void {
    this.store.dispatch(preferenceEvents.changed({ change: { theme } }));
  }

  protected chooseZone(zone: ZoneChoice): void {
    this.zones.choose(zone);
  }

  protected showKeys(): void {
    void this.dialogs.keySheet();
  }

  protected takeTour(): void {
    void this.tours.begin('start');
  }

  protected install(): void {
    void this.installer.install();
  }

  protected signOut(): void {
    this.session.signOut().catch(() => {
      this.failed.set(true);
    });
  }
}
