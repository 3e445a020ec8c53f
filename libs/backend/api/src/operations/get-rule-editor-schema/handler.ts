import { getRuleEditorSchema as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRuleEditorSchema } from './get-rule-editor-schema.ts';

export const handler = defineOperation(row, {
  run: getRuleEditorSchema,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
  },
});
