import { assignFile as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { assignFile } from './assign-file.ts';

export const handler = defineOperation(row, {
  run: assignFile,
  ports: ({ database, buckets, clock, newId }: Hub) => ({ database, buckets, clock, newId }),
  failures: {
    'not-found': ({ what, id }) => `There is no ${what} ${id}.`,
    'file-not-assignable': ({ id, state }) => `File ${id} is ${state}.`,
    'file-gone': ({ id }) =>
      `The bytes of file ${id} are not where they were, or not the same any more.`,
  },
});
