import { simulateRules as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { simulateRules } from './simulate-rules.ts';

export const handler = defineOperation(row, {
  run: simulateRules,
  ports: ({ database, buckets }: Hub) => ({ database, buckets }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
    'rules-invalid': ({ errors }) => ({
      detail: 'Rules with these errors cannot be asked.',
      errors,
    }),
    'file-gone': ({ what }) => `The kept bytes of file ${what} are not there any more.`,
    'row-unreadable': ({ what }) => `${what} does not read as a record of the feed.`,
  },
});
