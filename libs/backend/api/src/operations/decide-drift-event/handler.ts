import { decideDriftEvent as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { decideDriftEvent } from './decide-drift-event.ts';

export const handler = defineOperation(row, {
  run: decideDriftEvent,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no drift event ${id}.`,
    'drift-decided': ({ id, state }) => `Drift event ${id} is ${state}.`,
    'drift-no-alias': ({ id, kind }) =>
      `Drift event ${id} (${kind}) names no column of the layout and no name found in its place.`,
    'feed-invalid': ({ errors }) => ({
      detail: 'With this name the layout could not be read by.',
      errors,
    }),
  },
});
