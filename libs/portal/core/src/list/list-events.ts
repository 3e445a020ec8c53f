import type { Params } from '@angular/router';
import { createActionGroup, props } from '@ngrx/store';

/** What happens to lists. `list` names the list, `params` is its next address; null takes a parameter out. */
export const listEvents = createActionGroup({
  source: 'List',
  events: {
    /** Filters, order, columns or view: it begins at its first page again. */
    'Query changed': props<{ list: string; params: Params }>(),
    'Next page opened': props<{ list: string; from: string | null; params: Params }>(),
    'Page before opened': props<{ list: string; params: Params }>(),
    Left: props<{ list: string; params: Params }>(),
  },
});
