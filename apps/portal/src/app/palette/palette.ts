import { httpResource } from '@angular/common/http';
import type { Injector } from '@angular/core';
import { Component, ElementRef, computed, effect, inject, signal } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogModule,
  MatDialogRef,
} from '@angular/material/dialog';
import { Router } from '@angular/router';
import { Store } from '@ngrx/store';
import type { SearchAnswer } from '@waybill/contracts';
import {
  ScreenActions,
  ZoneSwitch,
  preferenceEvents,
  themes,
  toProblem,
} from '@waybill/portal-core';
import { Icon, zoneChoices } from '@waybill/portal-ui';
import { Menu } from '../shell/menu.ts';
import { RecentPlaces } from '../shell/recent-places.ts';
import { ShellDialogs } from '../shell/shell-dialogs.ts';
import { itemOfAction, itemOfEntry, itemOfFound, itemOfPlace } from './palette-items.ts';
import type { PaletteItem, PaletteSection } from './palette-items.ts';
import { ranked } from './rank.ts';

/** Whoever types is let finish; it is still quick enough to feel at once. */
const pauseMs = 140;
const leastCharacters = 2;

/** Go anywhere, find anything, do what the screen can do: one field, one list, no mouse. */
@Component({
  selector: 'wb-palette',
  imports: [Icon, MatDialogModule],
  templateUrl: './palette.html',
  styleUrl: './palette.scss',
})
export class Palette {
  private readonly store = inject(Store);
  private readonly router = inject(Router);
  private readonly ref = inject<MatDialogRef<Palette>>(MatDialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly menu = inject(Menu);
  private readonly recent = inject(RecentPlaces).places;
  private readonly screenActions = inject(ScreenActions).actions;
  private readonly zones = inject(ZoneSwitch);
  private readonly dialogs = inject(ShellDialogs);
  private readonly asked = signal('');

  protected readonly typed = signal(inject<string>(MAT_DIALOG_DATA));
  private readonly wish = signal(0);
  private readonly found = httpResource<SearchAnswer>(() =>
    this.asked().length < leastCharacters
      ? undefined
      : { url: '/bff/api/search', params: { q: this.asked() } },
  );
  protected readonly looking = computed(
    () =>
      this.found.isLoading() ||
      (this.typed().trim() !== this.asked() && this.typed().trim().length >= leastCharacters),
  );
  protected readonly problem = computed(() => {
    const error = this.found.error();
    return error ? toProblem(error) : null;
  });
  protected readonly sections = computed<readonly PaletteSection[]>(() => {
    const found = this.found.hasValue() ? this.found.value().items.map(itemOfFound) : [];
    const nothingTyped = this.typed().trim() === '';
    return [
      { heading: 'On this screen', items: this.matching(this.screenActions().map(itemOfAction)) },
      ...(nothingTyped
        ? [{ heading: 'Recent', items: this.matching(this.recent().map(itemOfPlace)) }]
        : []),
      { heading: 'Go to', items: this.matching(this.menu.entries().map(itemOfEntry)) },
      { heading: 'Found', items: nothingTyped ? [] : found },
      ...(nothingTyped
        ? []
        : [
            { heading: 'Recent', items: this.matching(this.recent().map(itemOfPlace)) },
            { heading: 'Commands', items: this.matching(this.commands()) },
          ]),
    ].filter(({ items }) => items.length > 0);
  });
  private readonly items = computed(() => this.sections().flatMap(({ items }) => items));
  protected readonly active = computed(() => this.items()[Math.min(this.wish(), this.last())]);
  protected readonly activeId = computed(() => {
    const active = this.active();
    return active ? this.idOf(active) : null;
  });
  protected readonly count = computed(() => this.items().length);

  constructor() {
    effect((onCleanup) => {
      const text = this.typed().trim();
      const timer = setTimeout(() => {
        this.asked.set(text);
      }, pauseMs);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  focus(): void {
    this.host.querySelector('input')?.focus();
  }

  protected type(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.typed.set(event.target.value);
    this.wish.set(0);
  }

  protected key(event: KeyboardEvent): void {
    const count = this.items().length;
    if (event.key === 'Enter') this.choose(this.active());
    else if (event.key === 'ArrowDown') this.turnTo((this.place() + 1) % Math.max(count, 1));
    else if (event.key === 'ArrowUp') this.turnTo((this.place() - 1 + count) % Math.max(count, 1));
    else if (event.key === 'PageDown') this.turnTo(this.last());
    else if (event.key === 'PageUp') this.turnTo(0);
    else return;
    event.preventDefault();
  }

  protected choose(item: PaletteItem | undefined): void {
    if (!item || item.refusal) return;
    const { does } = item;
    // Afterwards, so that a dialog which it opens does not find this one still there.
    this.ref.afterClosed().subscribe(() => {
      if ('go' in does) void this.router.navigateByUrl(does.go);
      else does.run();
    });
    this.ref.close();
  }

  protected idOf(item: PaletteItem): string {
    return `palette-${item.id.replaceAll(/[^\w-]+/g, '-')}`;
  }

  private place(): number {
    return Math.min(this.wish(), this.last());
  }

  private last(): number {
    return Math.max(this.items().length - 1, 0);
  }

  private turnTo(place: number): void {
    this.wish.set(place);
    const active = this.active();
    if (!active) return;
    this.host.querySelector(`#${this.idOf(active)}`)?.scrollIntoView({ block: 'nearest' });
  }

  private matching(items: readonly PaletteItem[]): PaletteItem[] {
    return ranked(this.typed().trim(), items, ({ title }) => title);
  }

  private commands(): PaletteItem[] {
    const command = (id: string, icon: PaletteItem['icon'], title: string, run: () => void) => ({
      id: `command ${id}`,
      icon,
      title,
      subtitle: '',
      keys: [],
      refusal: null,
      does: { run },
    });
    const zoneNames = { mine: 'my time', utc: 'UTC', partner: 'the partner’s time' };
    return [
      ...themes.map((theme) =>
        command(theme, 'dark-mode', `Theme: ${theme}`, () => {
          this.store.dispatch(preferenceEvents.changed({ change: { theme } }));
        }),
      ),
      ...zoneChoices.map((zone) =>
        command(zone, 'schedule', `Times in ${zoneNames[zone]}`, () => {
          this.zones.choose(zone);
        }),
      ),
      command('keys', 'keyboard', 'Show all keys', () => void this.dialogs.keySheet()),
    ];
  }
}

/**
 * Opens it with its field ready for the next key: the dialog would focus that when it has faded in, and what somebody types on in the meantime
 * would be lost, or taken for single keys.
 * @param typed what was typed while it was on its way
 */
export function openPalette(injector: Injector, typed = ''): void {
  const { componentRef } = injector.get(MatDialog).open<Palette, string>(Palette, {
    data: typed,
    width: '38rem',
    maxWidth: '94vw',
    position: { top: '12vh' },
    ariaLabel: 'Search and commands',
    panelClass: 'wb-palette-panel',
  });
  componentRef?.changeDetectorRef.detectChanges();
  componentRef?.instance.focus();
}
