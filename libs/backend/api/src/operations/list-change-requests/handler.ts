import { listChangeRequests as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listChangeRequests } from './list-change-requests.ts';

export const handler = defineOperation(row, {
  run: listChangeRequests,
  ports: ({ database }: Hub) => ({ changeRequests: database.changeRequests }),
  failures: {},
});
