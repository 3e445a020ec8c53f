import { createSavedView as row, savedViewsMax } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createSavedView } from './create-saved-view.ts';

export const handler = defineOperation(row, {
  run: createSavedView,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'saved-view-exists': ({ name }) => `You have a view “${name}” of this list already.`,
    'too-many-saved-views': () => `You have ${savedViewsMax} views of this list already.`,
  },
});
