import type { Params } from '@angular/router';
import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import { listEvents } from './list-events.ts';

export interface ListMemory {
  /** Cursors of the pages passed on the way down, so that the way up is the same. */
  readonly trail: readonly (string | null)[];
  /** The list as it was last looked at, for the way back from one of its items. */
  readonly last: Params;
}

type Lists = Readonly<Record<string, ListMemory>>;

const fresh: ListMemory = { trail: [], last: {} };

/** The address itself is in the router's state and nowhere else; this is what it cannot hold. */
export const listsFeature = createFeature({
  name: 'lists',
  reducer: createReducer<Lists>(
    {},
    on(listEvents.queryChanged, (lists, { list }) => changed(lists, list, () => ({ trail: [] }))),
    on(listEvents.nextPageOpened, (lists, { list, from }) =>
      changed(lists, list, ({ trail }) => ({ trail: [...trail, from] })),
    ),
    on(listEvents.pageBeforeOpened, (lists, { list }) =>
      changed(lists, list, ({ trail }) => ({ trail: trail.slice(0, -1) })),
    ),
    on(listEvents.left, (lists, { list, params }) =>
      changed(lists, list, () => ({ last: params })),
    ),
  ),
});

export const selectTrail = (list: string) =>
  createSelector(listsFeature.selectListsState, (lists) => (lists[list] ?? fresh).trail);

/** The query parameters with which a list was left, for links back to it. */
export const selectLastQuery = (list: string) =>
  createSelector(listsFeature.selectListsState, (lists) => (lists[list] ?? fresh).last);

function changed(
  lists: Lists,
  list: string,
  change: (memory: ListMemory) => Partial<ListMemory>,
): Lists {
  const memory = lists[list] ?? fresh;
  return { ...lists, [list]: { ...memory, ...change(memory) } };
}
