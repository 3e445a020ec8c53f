import { getRuleSet as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRuleSet } from './get-rule-set.ts';

export const handler = defineOperation(row, {
  run: getRuleSet,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {
    'not-found': ({ id }) => `There is no rule set ${id}.`,
  },
});
