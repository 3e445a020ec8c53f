import { validateRules as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { validateRules } from './validate-rules.ts';

export const handler = defineOperation(row, {
  run: validateRules,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: {
    'not-found': ({ id }) => `There is no rule set ${id}.`,
  },
});
