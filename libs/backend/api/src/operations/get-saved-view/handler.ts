import { getSavedView as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getSavedView } from './get-saved-view.ts';

export const handler = defineOperation(row, {
  run: getSavedView,
  ports: ({ database }: Hub) => ({ savedViews: database.savedViews }),
  failures: { 'not-found': ({ id }) => `There is no view ${id}, or it is not shared.` },
});
