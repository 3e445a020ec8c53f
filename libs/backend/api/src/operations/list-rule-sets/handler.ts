import { listRuleSets as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRuleSets } from './list-rule-sets.ts';

export const handler = defineOperation(row, {
  run: listRuleSets,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {},
});
