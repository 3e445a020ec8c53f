import { getChangeRequest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getChangeRequest } from './get-change-request.ts';

export const handler = defineOperation(row, {
  run: getChangeRequest,
  ports: ({ database }: Hub) => ({ changeRequests: database.changeRequests }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
  },
});
