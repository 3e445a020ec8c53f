import { getReplayStats as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getReplayStats } from './get-replay-stats.ts';

export const handler = defineOperation(row, {
  run: getReplayStats,
  ports: ({ database }: Hub) => ({ replays: database.replays }),
  failures: {},
});
