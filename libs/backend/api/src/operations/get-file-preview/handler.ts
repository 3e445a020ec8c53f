import { getFilePreview as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getFilePreview } from './get-file-preview.ts';

export const handler = defineOperation(row, {
  run: getFilePreview,
  ports: ({ database, buckets }: Hub) => ({ database, buckets }),
  failures: {
    'not-found': ({ what, id }) => `There is no ${what} ${id}.`,
    'file-gone': ({ id }) =>
      `The bytes of file ${id} are not where they were, or not the same any more.`,
  },
});
