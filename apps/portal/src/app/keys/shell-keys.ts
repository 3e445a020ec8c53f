import { DestroyRef, Service, inject } from '@angular/core';
import { Router } from '@angular/router';
import { Store } from '@ngrx/store';
import { ScreenActions, ZoneSwitch, preferencesFeature } from '@waybill/portal-core';
import { zoneChoices } from '@waybill/portal-ui';
import { Menu } from '../shell/menu.ts';
import { ShellDialogs } from '../shell/shell-dialogs.ts';

/** How long a `g` waits for the key that says where to. */
const prefixMs = 1500;
/** What has the keyboard to itself; a dialog that is on its way out does not any more, although it can be seen for a moment. */
const modal = 'mat-dialog-container.mdc-dialog--open, [aria-modal="true"]';

/**
 * Single keys, anywhere but where one types: `g` and a key go somewhere, `/` looks for something, `?` lists
 * them all, the rest are the screen's own. Can be switched off (WCAG 2.1.4); ⌘K and Ctrl-K stay.
 */
@Service()
export class ShellKeys {
  private readonly router = inject(Router);
  private readonly menu = inject(Menu);
  private readonly dialogs = inject(ShellDialogs);
  private readonly zones = inject(ZoneSwitch);
  private readonly screenActions = inject(ScreenActions);
  private readonly on = inject(Store).selectSignal(preferencesFeature.selectKeys);
  private goingSince = -Infinity;

  /** Begins to listen, until the application ends. */
  constructor() {
    const hear = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && this.press(event)) event.preventDefault();
    };
    document.addEventListener('keydown', hear);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('keydown', hear);
    });
  }

  private press(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey, altKey } = event;
    const isModal = document.querySelector(modal) !== null;
    if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') {
      if (!isModal) void this.dialogs.palette();
      return true;
    }
    if (!ctrlKey && !metaKey && !altKey && this.dialogs.takes(key)) return true;
    if (!this.on() || isModal || ctrlKey || metaKey || altKey || isTypedInto(event)) return false;
    return this.single(key, event.timeStamp);
  }

  private single(key: string, at: number): boolean {
    if (at - this.goingSince < prefixMs) {
      this.goingSince = -Infinity;
      return this.go(key);
    }
    switch (key) {
      case 'g':
        this.goingSince = at;
        return true;
      case '/':
        void this.dialogs.palette();
        return true;
      case '?':
        void this.dialogs.keySheet();
        return true;
      case 't':
        this.turnZone();
        return true;
      default:
        return this.screenActions.press(key);
    }
  }

  private go(key: string): boolean {
    const entry = this.menu.entries().find((each) => each.key === key);
    if (!entry) return false;
    void this.router.navigateByUrl(entry.link);
    return true;
  }

  private turnZone(): void {
    const next = (zoneChoices.indexOf(this.zones.choice()) + 1) % zoneChoices.length;
    this.zones.choose(zoneChoices[next] ?? 'mine');
  }
}

function isTypedInto({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isButton =
    target instanceof HTMLInputElement && /^(?:checkbox|radio|button)$/.test(target.type);
  return (
    target.isContentEditable ||
    (target.matches('input, textarea, select, [role=textbox], [role=menu] *') && !isButton)
  );
}
