import { getLedgerIntegrity as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getLedgerIntegrity } from './get-ledger-integrity.ts';

export const handler = defineOperation(row, {
  run: getLedgerIntegrity,
  ports: ({ database }: Hub) => ({ ledger: database.ledger, audit: database.audit }),
  failures: {},
});
