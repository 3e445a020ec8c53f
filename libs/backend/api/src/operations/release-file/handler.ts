import { releaseFile as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { releaseFile } from './release-file.ts';

export const handler = defineOperation(row, {
  run: releaseFile,
  ports: ({ database, buckets, clock, newId }: Hub) => ({ database, buckets, clock, newId }),
  failures: {
    'not-found': ({ id }) => `There is no file ${id}.`,
    'file-not-releasable': ({ id, state }) => `File ${id} is ${state}.`,
    'file-gone': ({ id }) =>
      `The bytes of file ${id} are not where they were, or not the same any more.`,
  },
});
