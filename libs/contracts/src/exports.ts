import * as z from 'zod';
import { listAuditEvents } from './audit.ts';
import { listBacktestRows } from './backtests.ts';
import { exportLists, type ExportListName } from './export-lists.ts';
import { listFiles } from './files.ts';
import { job } from './jobs.ts';
import { listLedgerEntries } from './ledger-entries.ts';
import { listMembers } from './members.ts';
import { operation } from './operation.ts';
import { listReplays } from './replays.ts';
import { listRowErrors } from './row-errors.ts';
import { listRuns } from './runs.ts';
import { instant, noParams, noQuery, sha256 } from './shared-shapes.ts';

const paging = { cursor: true, limit: true } as const;

function exportOf<List extends ExportListName, Query extends z.ZodObject>(
  list: List,
  query: Query,
) {
  const keys = exportLists[list].columns.map(({ key }) => key);
  return z.strictObject({
    list: z.literal(list),
    query: query.meta({ description: 'The filters and the order of the list, as for the list' }),
    columns: z
      .array(z.enum(keys))
      .min(1)
      .max(keys.length)
      .meta({ description: 'In the order of the file' }),
    format: z.literal('csv').default('csv'),
    bom: z.boolean().default(true).meta({
      description: 'Begin with a byte order mark, by which spreadsheets recognise UTF-8',
    }),
    expected: z
      .int()
      .min(0)
      .nullable()
      .default(null)
      .meta({ description: 'How many rows the person was shown, to measure the progress by' }),
  });
}

/** What to export: a list as the caller sees it. */
export const exportRequest = z.discriminatedUnion('list', [
  exportOf('runs', listRuns.query.omit(paging)),
  exportOf('files', listFiles.query.omit(paging)),
  exportOf('row-errors', listRowErrors.query.omit(paging)),
  exportOf('members', listMembers.query.omit(paging)),
  exportOf('entries', listLedgerEntries.query.omit(paging)),
  exportOf('replays', listReplays.query.omit(paging)),
  exportOf('audit', listAuditEvents.query.omit(paging)),
  exportOf(
    'backtest-rows',
    listBacktestRows.query
      .omit(paging)
      .extend({ backtest: listBacktestRows.params.shape.backtestId }),
  ),
]);
export type ExportRequest = z.output<typeof exportRequest>;

/** `result` of a job of the kind `export`. */
export const exportResult = z.strictObject({
  list: z.enum(Object.keys(exportLists) as ExportListName[]),
  fileName: z.string(),
  rows: z.int(),
  bytes: z.int(),
  sha256,
  isMasked: z
    .boolean()
    .meta({ description: 'Whether personal data is masked, as for whoever asked' }),
  key: z.string().meta({ description: 'In the bucket of exports' }),
  expiresAt: instant,
});
export type ExportResult = z.output<typeof exportResult>;

export const createExport = operation({
  name: 'create-export',
  method: 'POST',
  path: '/exports',
  summary: 'Write a list with its filters and columns to a file; a job',
  tag: 'jobs',
  permission: 'jobs:read',
  params: noParams,
  query: noQuery,
  body: exportRequest,
  response: job,
  status: 202,
  problems: ['export-forbidden'],
  location: ({ id }) => `/jobs/${id}`,
});

export const createExportUrl = operation({
  name: 'create-export-url',
  method: 'POST',
  path: '/exports/{jobId}/download-url',
  summary: 'A short-lived address of an exported file; who asked is audited',
  tag: 'jobs',
  permission: 'jobs:read',
  params: z.strictObject({ jobId: z.string().max(64) }),
  query: noQuery,
  body: z.strictObject({}),
  response: z.strictObject({ url: z.url(), fileName: z.string(), expiresAt: instant }),
  status: 201,
  problems: ['not-found', 'export-not-ready', 'export-expired', 'export-forbidden'],
});
