import { getTestRun as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getTestRun } from './get-test-run.ts';

export const handler = defineOperation(row, {
  run: getTestRun,
  ports: ({ database }: Hub) => ({ ruleTests: database.ruleTests }),
  failures: {
    'not-found': ({ id }) => `There is no test run ${id}.`,
  },
});
