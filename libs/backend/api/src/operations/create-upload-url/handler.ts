import { createUploadUrl as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createUploadUrl } from './create-upload-url.ts';

export const handler = defineOperation(row, {
  run: createUploadUrl,
  ports: ({ database, buckets, clock, settings }: Hub) => ({ database, buckets, clock, settings }),
  failures: {
    'not-found': ({ id }) => `There is no feed ${id}.`,
    'partner-not-live': ({ partner, state }) => `Partner ${partner} is ${state}.`,
  },
});
