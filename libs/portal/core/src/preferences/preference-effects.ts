import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { EMPTY, catchError, concatMap, map, retry, switchMap, tap } from 'rxjs';
import { sessionEvents } from '../session/session-events.ts';
import {
  preferenceEvents,
  preferencesFeature,
  rememberPreferences,
  showTheme,
} from './preferences.ts';
import type { Preferences } from './preferences.ts';

const path = '/bff/api/preferences';

/** Remembers preferences in this browser and puts the theme on the page. */
export const showPreferences = createEffect(
  (actions = inject(Actions), store = inject(Store)) => {
    const preferences = store.selectSignal(preferencesFeature.selectPreferencesState);
    return actions.pipe(
      ofType(preferenceEvents.changed, preferenceEvents.loaded),
      tap(() => {
        rememberPreferences(preferences());
        showTheme(preferences().theme);
      }),
    );
  },
  { functional: true, dispatch: false },
);

/** Asks the hub for them once it is known who is here; without an answer the browser's memory stands. */
export const loadPreferences = createEffect(
  (actions = inject(Actions), http = inject(HttpClient)) =>
    actions.pipe(
      ofType(sessionEvents.standingLearned),
      switchMap(() =>
        http.get<Preferences>(path).pipe(
          map((preferences) => preferenceEvents.loaded({ preferences })),
          catchError(() => EMPTY),
        ),
      ),
    ),
  { functional: true },
);

/**
 * Keeps a change at the hub: onto what is there now, so that a change in another window is not undone; once more when somebody was
 * faster in between.
 */
export const keepPreferences = createEffect(
  (actions = inject(Actions), http = inject(HttpClient)) =>
    actions.pipe(
      ofType(preferenceEvents.changed),
      concatMap(({ change }) =>
        http.get<Preferences>(path, { observe: 'response' }).pipe(
          switchMap(({ body, headers }) =>
            http.put<Preferences>(
              path,
              { ...body, ...change },
              { headers: { 'If-Match': headers.get('etag') ?? '*' } },
            ),
          ),
          retry(1),
          // It shows already, and this browser remembers it; the person need not be bothered.
          catchError(() => EMPTY),
        ),
      ),
    ),
  { functional: true, dispatch: false },
);
