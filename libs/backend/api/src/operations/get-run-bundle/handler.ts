import { getRunBundle as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRunBundle } from './get-run-bundle.ts';

export const handler = defineOperation(row, {
  run: getRunBundle,
  ports: ({ database: { runs, feeds } }: Hub) => ({ runs, feeds }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
