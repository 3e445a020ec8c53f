import { createDownloadUrl as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createDownloadUrl } from './create-download-url.ts';

export const handler = defineOperation(row, {
  run: createDownloadUrl,
  ports: ({ database, buckets, clock, settings }: Hub) => ({ database, buckets, clock, settings }),
  failures: {
    'not-found': ({ id }) => `There is no file ${id}.`,
    'file-gone': ({ id }) =>
      `The bytes of file ${id} are not where they were, or not the same any more.`,
  },
});
