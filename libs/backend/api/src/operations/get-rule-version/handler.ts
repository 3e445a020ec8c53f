import { getRuleVersion as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRuleVersion } from './get-rule-version.ts';

export const handler = defineOperation(row, {
  run: getRuleVersion,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {
    'not-found': ({ id, version }) => `There is no version ${version} of rule set ${id}.`,
  },
});
