import { inject, makeEnvironmentProviders } from '@angular/core';
import type { EnvironmentProviders } from '@angular/core';
import { Router } from '@angular/router';
import { Actions, createEffect, ofType, provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import { tap } from 'rxjs';
import { listEvents } from './list-events.ts';
import { listsFeature } from './lists-feature.ts';

/** Everything that changes a list changes the address, and the list follows the address. */
const followInAddress = createEffect(
  (actions = inject(Actions), router = inject(Router)) =>
    actions.pipe(
      ofType(listEvents.queryChanged, listEvents.nextPageOpened, listEvents.pageBeforeOpened),
      tap(({ params: queryParams }) => {
        void router.navigate([], { queryParams, queryParamsHandling: 'merge' });
      }),
    ),
  { functional: true, dispatch: false },
);

const listEffects = { followInAddress };

/** What lists need, in the providers of the routes of every area that has one. */
export function provideLists(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(listsFeature), provideEffects(listEffects)]);
}
