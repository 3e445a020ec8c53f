import { listAuditEvents as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listAuditEvents } from './list-audit-events.ts';

export const handler = defineOperation(row, {
  run: listAuditEvents,
  ports: ({ database }: Hub) => ({ audit: database.audit }),
  failures: {},
});
