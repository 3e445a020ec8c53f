import { getFile as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getFile } from './get-file.ts';

export const handler = defineOperation(row, {
  run: getFile,
  ports: ({ database }: Hub) => ({ files: database.files, audit: database.audit }),
  failures: {
    'not-found': ({ id }) => `There is no file ${id}.`,
  },
});
