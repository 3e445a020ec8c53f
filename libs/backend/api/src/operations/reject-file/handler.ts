import { rejectFile as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { rejectFile } from './reject-file.ts';

export const handler = defineOperation(row, {
  run: rejectFile,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no file ${id}.`,
    'file-not-rejectable': ({ id, state }) => `File ${id} is ${state}.`,
  },
});
