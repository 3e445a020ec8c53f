import type { OperationKey } from '@waybill/contracts';
import type { Sent } from '@waybill/kit/testing';
import { examplePurchases } from './example-feed.ts';
import type { Seeded } from './seed.ts';

const reason = 'asked for by the matrix';

const expectation = {
  days: ['mon', 'fri'],
  at: '06:00',
  timeZone: 'Europe/Berlin',
  graceMinutes: 60,
  rows: { kind: 'range', min: 1, max: null },
};

/** For each operation that is about one thing: the request for that thing, were it one of `of`. Lists are about nothing. */
export const requestFor: Readonly<Record<OperationKey, ((of: Seeded) => Sent) | null>> = {
  listPartners: null,
  createPartner: null,
  getPartner: ({ partnerId }) => ({ params: { partnerId } }),
  updatePartner: ({ partnerId }) => ({ params: { partnerId }, body: { name: 'Renamed' } }),
  putPartnerContacts: ({ partnerId }) => ({
    params: { partnerId },
    body: { contacts: [{ name: 'Ines Roy', email: 'ines@acme.example' }] },
  }),
  listFeeds: null,
  createFeed: ({ partnerId }) => ({
    params: { partnerId },
    body: { ...examplePurchases, code: 'another' },
  }),
  getFeed: ({ feedId }) => ({ params: { feedId } }),
  updateFeed: ({ feedId }) => ({ params: { feedId }, body: { name: 'Renamed', reason } }),
  putFeedFormat: ({ feedId }) => ({
    params: { feedId },
    body: { format: { ...examplePurchases.format, dialect: { trim: true } }, reason },
  }),
  putFeedExpectation: ({ feedId }) => ({ params: { feedId }, body: { expectation, reason } }),
  listFeedBundles: ({ feedId }) => ({ params: { feedId } }),
  getFeedBundle: ({ feedId }) => ({ params: { feedId, version: '1' } }),
  listDriftEvents: null,
  decideDriftEvent: ({ driftEventId }) => ({
    params: { driftEventId },
    body: { decision: 'ignore', reason },
  }),
  listFiles: null,
  getFile: ({ fileId }) => ({ params: { fileId } }),
  ingestFile: null,
  assignFile: ({ unassignedFileId, feedId }) => ({
    params: { fileId: unassignedFileId },
    body: { feed: feedId, reason },
  }),
  getFileStats: null,
  releaseFile: ({ quarantinedFileId }) => ({
    params: { fileId: quarantinedFileId },
    body: { reason },
  }),
  rejectFile: ({ unassignedFileId }) => ({
    params: { fileId: unassignedFileId },
    body: { reason },
  }),
  reopenFile: ({ unassignedFileId }) => ({
    params: { fileId: unassignedFileId },
    body: { reason },
  }),
  listFeedSuggestions: ({ unassignedFileId }) => ({ params: { fileId: unassignedFileId } }),
  getFilePreview: ({ fileId }) => ({ params: { fileId } }),
  createUploadUrl: ({ feedId }) => ({ params: { feedId }, body: { fileName: 'purchases-2.csv' } }),
  createDownloadUrl: ({ fileId }) => ({ params: { fileId }, body: { reason } }),
  listRuns: null,
  getRun: ({ runId }) => ({ params: { runId } }),
  listRunAttempts: ({ runId }) => ({ params: { runId } }),
  listRunEvents: ({ runId }) => ({ params: { runId } }),
  listRunRows: ({ runId }) => ({ params: { runId } }),
  getRunRow: ({ runId }) => ({ params: { runId, rowNo: '2' } }),
  getRunBundle: ({ runId }) => ({ params: { runId } }),
  getRunDiagnostics: ({ runId }) => ({ params: { runId } }),
  cancelRun: ({ queuedRunId }) => ({ params: { runId: queuedRunId }, body: { reason } }),
  getRunStats: null,
  listRowErrors: null,
  getRowError: ({ rowErrorId }) => ({ params: { rowErrorId } }),
  listRowErrorClusters: null,
  getRowErrorStats: null,
  resolveRowErrors: null,
  ignoreRowErrors: null,
  reopenRowErrors: null,
  createReplayPlan: ({ runId }) => ({ body: { run: runId } }),
  getReplayPlan: ({ planId }) => ({ params: { planId } }),
  listReplayPlanRows: ({ planId }) => ({ params: { planId } }),
  listReplays: null,
  createReplay: ({ planId }) => ({ body: { plan: planId, reason } }),
  getReplay: ({ replayId }) => ({ params: { replayId } }),
  getReplayProof: ({ replayId }) => ({ params: { replayId } }),
  listMembers: null,
  getMember: ({ memberId }) => ({ params: { memberId } }),
  getMemberBalance: ({ memberId }) => ({ params: { memberId } }),
  listMemberEntries: ({ memberId }) => ({ params: { memberId } }),
  explainEntry: ({ entryId }) => ({ params: { entryId } }),
  getLedgerIntegrity: null,
  listAuditEvents: null,
  getMemberStats: null,
  getMemberHistory: ({ memberId }) => ({ params: { memberId } }),
  listLedgerEntries: null,
  listJobs: null,
  getJobStats: null,
  getJob: ({ jobId }) => ({ params: { jobId } }),
  cancelJob: ({ queuedJobId }) => ({ params: { jobId: queuedJobId }, body: {} }),
  markJobsSeen: null,
  createExport: null,
  createExportUrl: ({ jobId }) => ({ params: { jobId }, body: {} }),
  searchHub: null,
};

/** Requests of the operations that are about nothing in particular, but need a body. */
export const bodyFor: Readonly<Partial<Record<OperationKey, unknown>>> = {
  resolveRowErrors: { selection: { ids: ['err_nobody'] }, reason },
  ignoreRowErrors: { selection: { query: { code: 'NONE-000' } }, reason },
  reopenRowErrors: { selection: { ids: ['err_nobody'] }, reason },
  createPartner: { id: 'newcomer', name: 'Newcomer' },
  markJobsSeen: { ids: ['job_nobody'] },
  createExport: { list: 'runs', query: {}, columns: ['id'] },
  ingestFile: { bucket: 'waybill-landing', key: 'acme/unknown/letter.csv' },
};

/** Ids of the right form that nobody ever had. */
export const missing: Seeded = {
  partnerId: 'nobody',
  feedId: 'nobody.purchases',
  fileId: 'file_nobody',
  unassignedFileId: 'file_nobody',
  driftEventId: 'drift_nobody',
  quarantinedFileId: 'file_nobody',
  runId: 'run_nobody',
  queuedRunId: 'run_nobody',
  rowErrorId: 'err_nobody',
  memberId: 'nobody:E1',
  entryId: 'ent_nobody',
  planId: 'plan_nobody',
  replayId: 'replay_nobody',
  jobId: 'job_nobody',
  queuedJobId: 'job_nobody',
};
