import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRuleEditorSchema } from './get-rule-editor-schema.ts';

export const handler = defineOperation(operations.getRuleEditorSchema, {
  run: getRuleEditorSchema,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
  },
});
