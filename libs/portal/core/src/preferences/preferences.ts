import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store, createActionGroup, createFeature, createReducer, on, props } from '@ngrx/store';
import { tap } from 'rxjs';
import { zoneChoices } from '@waybill/portal-ui';
import type { ZoneChoice } from '@waybill/portal-ui';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  readonly theme: Theme;
  /** Whose clock times are shown by, unless the address says otherwise (`?tz=`). */
  readonly zone: ZoneChoice;
  /** Whether single keys act; they can be in the way of speech input and of some keyboards. */
  readonly keys: boolean;
}

const storageKey = 'waybill.preferences';
const defaults: Preferences = { theme: 'system', zone: 'mine', keys: true };

export const preferenceEvents = createActionGroup({
  source: 'Preferences',
  events: { Changed: props<{ change: Partial<Preferences> }>() },
});

export const preferencesFeature = createFeature({
  name: 'preferences',
  reducer: createReducer(
    readPreferences(),
    on(preferenceEvents.changed, (state, { change }): Preferences => ({ ...state, ...change })),
  ),
});

/** Keeps preferences over restarts and puts the theme on the page. */
export const keepPreferences = createEffect(
  (actions = inject(Actions), store = inject(Store)) => {
    const preferences = store.selectSignal(preferencesFeature.selectPreferencesState);
    return actions.pipe(
      ofType(preferenceEvents.changed),
      tap(() => {
        localStorage.setItem(storageKey, JSON.stringify(preferences()));
        showTheme(preferences().theme);
      }),
    );
  },
  { functional: true, dispatch: false },
);

/** What was kept last time; called before the first paint so that a dark screen does not flash white. */
export function readPreferences(): Preferences {
  try {
    const kept: Partial<Preferences> = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return {
      theme: themes.find((theme) => theme === kept.theme) ?? defaults.theme,
      zone: zoneChoices.find((zone) => zone === kept.zone) ?? defaults.zone,
      keys: kept.keys !== false,
    };
  } catch {
    // Storage is forbidden or holds something else's text; the defaults are fine.
    return defaults;
  }
}

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
