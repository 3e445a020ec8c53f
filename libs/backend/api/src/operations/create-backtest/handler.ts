import { backtestFilesMax, backtestRowsMax, createBacktest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createBacktest } from './create-backtest.ts';

const limits = `${String(backtestFilesMax)} files and ${String(backtestRowsMax)} rows`;

export const handler = defineOperation(row, {
  run: createBacktest,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
    'rules-invalid': ({ what, errors }) => ({
      detail: `The ${what} cannot be run on the feed as it is now.`,
      errors,
    }),
    'nothing-to-backtest': () => 'No file of the feed that was processed is among them.',
    'selection-too-large': ({ files, rows }) =>
      `${String(files)} files with ${String(rows)} rows are chosen; one backtest goes over ${limits} at most.`,
  },
});
