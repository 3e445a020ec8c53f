import { getPreferences as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getPreferences } from './get-preferences.ts';

export const handler = defineOperation(row, {
  run: getPreferences,
  ports: ({ database }: Hub) => ({ preferences: database.preferences }),
  failures: {},
});
