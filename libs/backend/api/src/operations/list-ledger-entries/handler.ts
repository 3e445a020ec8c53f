import { listLedgerEntries as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listLedgerEntries } from './list-ledger-entries.ts';

export const handler = defineOperation(row, {
  run: listLedgerEntries,
  ports: ({ database }: Hub) => ({ ledger: database.ledger }),
  failures: {},
});
