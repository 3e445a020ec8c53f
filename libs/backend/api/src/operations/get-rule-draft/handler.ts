import { getRuleDraft as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRuleDraft } from './get-rule-draft.ts';

export const handler = defineOperation(row, {
  run: getRuleDraft,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {
    'not-found': ({ id }) => `Rule set ${id} has no draft.`,
  },
});
