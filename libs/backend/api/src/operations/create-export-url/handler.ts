import { createExportUrl as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createExportUrl } from './create-export-url.ts';

export const handler = defineOperation(row, {
  run: createExportUrl,
  ports: ({ database, buckets, clock, settings }: Hub) => ({ database, buckets, clock, settings }),
  failures: {
    'not-found': ({ id }) => `There is no export ${id} of yours.`,
    'export-not-ready': ({ id, state }) => `Export ${id} is ${state}.`,
    'export-expired': ({ id }) => `The file of export ${id} was deleted after its time.`,
    'export-forbidden': ({ id }) => `Your role may not see what export ${id} holds.`,
  },
});
