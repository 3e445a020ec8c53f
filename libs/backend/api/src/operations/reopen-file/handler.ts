import { reopenFile as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { reopenFile } from './reopen-file.ts';

export const handler = defineOperation(row, {
  run: reopenFile,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no file ${id}.`,
    'file-not-reopenable': ({ id, state }) =>
      `File ${id} is ${state}, or was rejected too long ago.`,
  },
});
