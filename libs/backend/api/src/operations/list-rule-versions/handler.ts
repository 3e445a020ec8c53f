import { listRuleVersions as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRuleVersions } from './list-rule-versions.ts';

export const handler = defineOperation(row, {
  run: listRuleVersions,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {
    'not-found': ({ id }) => `There is no rule set ${id}.`,
  },
});
