import { listSavedViews as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listSavedViews } from './list-saved-views.ts';

export const handler = defineOperation(row, {
  run: listSavedViews,
  ports: ({ database }: Hub) => ({ savedViews: database.savedViews }),
  failures: {},
});
