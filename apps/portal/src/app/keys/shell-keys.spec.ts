import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { Router, provideRouter } from '@angular/router';
import { Store, provideState, provideStore } from '@ngrx/store';
import {
  ScreenActions,
  ZoneSwitch,
  preferenceEvents,
  preferencesFeature,
} from '@waybill/portal-core';
import { provideSignedIn } from '@waybill/portal-core/testing';
import { ShellDialogs } from '../shell/shell-dialogs.ts';
import { ShellKeys } from './shell-keys.ts';

/** A dialog fades in by frames and timers, which a busy machine keeps waiting. */
const patience = { timeout: 4_000 };

describe('single keys', () => {
  afterEach(() => document.body.replaceChildren());

  it.each([
    [['g', 'r'], '/runs'],
    [['g', 'h'], '/help'],
    [['g', 'u'], '/'],
    [['r'], '/'],
  ])('%j leads a viewer to %s', async (keys, url) => {
    const { press, router } = opened();

    for (const key of keys) press(key);
    await new Promise((resolve) => setTimeout(resolve));

    expect(router.url).toBe(url);
  });

  it('open the palette and the sheet, turn the clock, and do what the screen offers', () => {
    const { press, opens, zones } = opened();

    for (const key of ['/', '?', 't', 'c']) press(key);
    press('k', { ctrlKey: true });

    expect(opens).toEqual(['palette', 'sheet', 'cancelled', 'palette']);
    expect(zones.choice()).toBe('utc');
  });

  it('are letters where one types', () => {
    const { press, opens } = opened();
    const field = document.createElement('input');
    document.body.append(field);

    press('c', {}, field);
    press('?', {}, field);
    press('k', { metaKey: true }, field);

    expect(opens).toEqual(['palette']);
  });

  it('are letters in an editor that draws its own text', () => {
    const { press, opens } = opened();
    const editor = document.createElement('div');
    editor.setAttribute('role', 'textbox');
    document.body.append(editor);

    press('?', {}, editor);

    expect(opens).toEqual([]);
  });

  it('do nothing behind what is modal, with another modifier, or when a part of the screen took them', () => {
    const { press, opens } = opened();

    press('c', { altKey: true });
    document.body.addEventListener('keydown', prevent, { once: true });
    press('c', {}, document.body);
    const card = document.createElement('div');
    card.setAttribute('aria-modal', 'true');
    document.body.append(card);
    press('c');

    expect(opens).toEqual([]);
  });

  it('do nothing behind a dialog, and are heard again as soon as it is on its way out', async () => {
    const { press, opens } = opened();
    const dialog = TestBed.inject(MatDialog).open(Question);
    await vi.waitUntil(() => document.querySelector('.mdc-dialog--open'), patience);
    for (const key of ['c', '?', '/']) press(key);
    press('k', { ctrlKey: true });
    expect(opens).toEqual([]);

    dialog.close();
    expect(document.querySelector('mat-dialog-container')).not.toBeNull();
    press('k', { ctrlKey: true });

    expect(opens).toEqual(['palette']);
  });

  it('are letters for a palette that is on its way', () => {
    const { press, opens } = opened('c');

    press('c');

    expect(opens).toEqual([]);
  });

  it('can be switched off', () => {
    const { press, opens, store } = opened();

    store.dispatch(preferenceEvents.changed({ change: { keys: false } }));
    press('c');
    press('/');
    press('k', { ctrlKey: true });

    expect(opens).toEqual(['palette']);
  });
});

@Component({ template: '{{ question }}' })
class Question {
  protected readonly question = 'Really?';
}

function prevent(event: Event): void {
  event.preventDefault();
}

function opened(awaited?: string) {
  const opens: string[] = [];
  const dialogs = {
    palette: () => Promise.resolve(opens.push('palette')),
    keySheet: () => Promise.resolve(opens.push('sheet')),
    takes: (key: string) => key === awaited,
  };
  TestBed.configureTestingModule({
    providers: [
      provideStore(),
      provideState(preferencesFeature),
      provideSignedIn('viewer'),
      provideRouter([{ path: '**', children: [] }]),
      { provide: ShellDialogs, useValue: dialogs },
    ],
  });
  const store = TestBed.inject(Store);
  store.dispatch(preferenceEvents.changed({ change: { keys: true, zone: 'mine' } }));
  TestBed.inject(ShellKeys);
  TestBed.inject(ScreenActions).offer(() => [
    { id: 'cancel', label: 'Cancel', key: 'c', run: () => opens.push('cancelled') },
  ]);
  return {
    store,
    opens,
    router: TestBed.inject(Router),
    zones: TestBed.inject(ZoneSwitch),
    press: (key: string, init: KeyboardEventInit = {}, target: EventTarget = document) => {
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
      );
    },
  };
}
