import { ingestFile as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { ingestFile } from './ingest-file.ts';

export const handler = defineOperation(row, {
  run: ingestFile,
  ports: ({ reception, database, clock }: Hub) => ({ reception, database, clock }),
  failures: {
    'object-absent': ({ bucket, key }) =>
      `There is no object ${key} in ${bucket}, or it is no landing bucket.`,
  },
});
