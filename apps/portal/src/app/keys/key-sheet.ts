import type { Injector } from '@angular/core';
import { Component, computed, inject } from '@angular/core';
import { MatDialog, MatDialogModule } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { ScreenActions, preferenceEvents, preferencesFeature } from '@waybill/portal-core';
import { Menu } from '../shell/menu.ts';

interface KeyLine {
  readonly keys: readonly string[];
  readonly label: string;
  readonly refusal?: string | null | undefined;
}

const everywhere: readonly KeyLine[] = [
  { keys: ['Ctrl', 'K'], label: 'Go anywhere, find anything (⌘K on a Mac)' },
  { keys: ['/'], label: 'The same, with one key' },
  { keys: ['?'], label: 'This sheet' },
  { keys: ['t'], label: 'Times: mine, UTC, the partner’s' },
  { keys: ['Esc'], label: 'Close what is open, end a tour' },
];
const lists: readonly KeyLine[] = [
  { keys: ['j'], label: 'Next row (or ↓)' },
  { keys: ['k'], label: 'Row before (or ↑)' },
  { keys: ['Enter'], label: 'Open the row' },
];

/** Every key that does something here, and the switch that turns them off. */
@Component({
  selector: 'wb-key-sheet',
  imports: [MatDialogModule, RouterLink],
  templateUrl: './key-sheet.html',
  styleUrl: './key-sheet.scss',
})
export class KeySheet {
  private readonly store = inject(Store);
  private readonly actions = inject(ScreenActions).actions;
  private readonly menu = inject(Menu);

  protected readonly on = this.store.selectSignal(preferencesFeature.selectKeys);
  protected readonly sections = computed(() => {
    const here = this.actions().flatMap(({ key, label, refusal }): KeyLine[] =>
      key === undefined ? [] : [{ keys: [key], label, refusal }],
    );
    const goTo = this.menu
      .entries()
      .map(({ key, label }): KeyLine => ({ keys: ['g', key], label }));
    return [
      ...(here.length > 0 ? [{ heading: 'On this screen', lines: here }] : []),
      { heading: 'Everywhere', lines: everywhere },
      { heading: 'In lists', lines: lists },
      { heading: 'Go to', lines: goTo },
    ];
  });

  protected turn(event: Event): void {
    const keys = event.target instanceof HTMLInputElement && event.target.checked;
    this.store.dispatch(preferenceEvents.changed({ change: { keys } }));
  }
}

export function openKeySheet(injector: Injector): void {
  injector.get(MatDialog).open(KeySheet, { width: '46rem', maxWidth: '94vw', autoFocus: 'dialog' });
}
