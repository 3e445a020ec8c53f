import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { RunListQuery } from './run-list-query.ts';

export const runListEvents = createActionGroup({
  source: 'Runs page',
  events: {
    'Filter changed': props<{ change: Partial<RunListQuery> }>(),
    'Filters cleared': emptyProps(),
    'Older opened': props<{ from: string | null; cursor: string }>(),
    'Newer opened': props<{ cursor: string | null }>(),
    'Page left': props<{ query: RunListQuery }>(),
  },
});
