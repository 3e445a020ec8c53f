import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { map, merge, tap, withLatestFrom } from 'rxjs';
import { runListEvents } from './run-list-events.ts';
import { selectRunListQuery } from './run-list-feature.ts';
import { wholeList, writeQuery } from './run-list-query.ts';
import type { RunListQuery } from './run-list-query.ts';

/** Everything that changes the list changes the address, and the list follows the address. */
export const followInAddress = createEffect(
  (actions = inject(Actions), store = inject(Store), router = inject(Router)) => {
    const query$ = store.select(selectRunListQuery);
    const filtered = actions.pipe(
      ofType(runListEvents.filterChanged),
      withLatestFrom(query$),
      map(([{ change }, query]): RunListQuery => ({ ...query, ...change, cursor: null })),
    );
    const cleared = actions.pipe(
      ofType(runListEvents.filtersCleared),
      withLatestFrom(query$),
      map(([, { sort }]): RunListQuery => ({ ...wholeList, sort })),
    );
    const turned = actions.pipe(
      ofType(runListEvents.olderOpened, runListEvents.newerOpened),
      withLatestFrom(query$),
      map(([{ cursor }, query]): RunListQuery => ({ ...query, cursor })),
    );
    return merge(filtered, cleared, turned).pipe(
      tap((query) => void router.navigate(['/runs'], { queryParams: writeQuery(query) })),
    );
  },
  { functional: true, dispatch: false },
);
