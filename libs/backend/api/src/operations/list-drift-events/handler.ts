import { listDriftEvents as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listDriftEvents } from './list-drift-events.ts';

export const handler = defineOperation(row, {
  run: listDriftEvents,
  ports: ({ database }: Hub) => ({ driftEvents: database.driftEvents }),
  failures: {},
});
