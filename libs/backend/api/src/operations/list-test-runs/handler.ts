import { listTestRuns as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listTestRuns } from './list-test-runs.ts';

export const handler = defineOperation(row, {
  run: listTestRuns,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets, ruleTests: database.ruleTests }),
  failures: {
    'not-found': ({ id }) => `There is no rule set ${id}.`,
  },
});
