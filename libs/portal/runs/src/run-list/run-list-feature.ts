import type { Params } from '@angular/router';
import { getRouterSelectors } from '@ngrx/router-store';
import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import { runListEvents } from './run-list-events.ts';
import { readQuery } from './run-list-query.ts';
import type { RunListQuery } from './run-list-query.ts';

export interface RunListState {
  /** Cursors of the pages passed on the way to older runs, so that "Newer" goes back the same way. */
  readonly trail: readonly (string | null)[];
  /** The list as it was last looked at, for the way back from a run. */
  readonly last: RunListQuery | null;
}

const start: RunListState = { trail: [], last: null };

/** The address itself is in the router's state and nowhere else; this is what it cannot hold. */
export const runListFeature = createFeature({
  name: 'runList',
  reducer: createReducer(
    start,
    on(runListEvents.filterChanged, runListEvents.filtersCleared, (state) => ({
      ...state,
      trail: [],
    })),
    on(runListEvents.pageLeft, (state, { query }) => ({ ...state, last: query })),
    on(runListEvents.olderOpened, (state, { from }) => ({
      ...state,
      trail: [...state.trail, from],
    })),
    on(runListEvents.newerOpened, (state) => ({ ...state, trail: state.trail.slice(0, -1) })),
  ),
});

export const selectRunListQuery = createSelector(
  getRouterSelectors().selectQueryParams,
  // Nothing is known of the address before the first navigation.
  (params?: Params): RunListQuery => readQuery(params ?? {}),
);
