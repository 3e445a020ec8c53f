import { putSavedView as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { putSavedView } from './put-saved-view.ts';

export const handler = defineOperation(row, {
  run: putSavedView,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no view ${id}, or it is not shared.`,
    'saved-view-of-another': () => 'Only who made a view may change it.',
    'precondition-failed': () => 'The view was changed since you read it.',
    'saved-view-exists': ({ name }) => `You have another view “${name}” of this list.`,
  },
});
