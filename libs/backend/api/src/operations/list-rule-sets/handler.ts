import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRuleSets } from './list-rule-sets.ts';

export const handler = defineOperation(operations.listRuleSets, {
  run: listRuleSets,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {},
});
