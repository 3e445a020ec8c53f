import { deleteSavedView as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { deleteSavedView } from './delete-saved-view.ts';

export const handler = defineOperation(row, {
  run: deleteSavedView,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no view ${id}, or it is not shared.`,
    'saved-view-of-another': () => 'Only who made a view may delete it.',
    'precondition-failed': () => 'The view was changed since you read it.',
  },
});
