import type { OperationKey } from '@waybill/contracts';
import type { Sent } from '@waybill/kit/testing';
import { examplePurchases } from './example-feed.ts';
import type { Seeded } from './seed.ts';

const reason = 'asked for by the matrix';

const unsignedBundle = {
  kind: 'waybill-rules/1',
  ruleSet: 'elsewhere.purchases',
  ruleVersion: 'standard@1',
  sha256: '0'.repeat(64),
  formatSha256: '0'.repeat(64),
  document: examplePurchases.rules,
  exportedBy: 'person:admin',
  exportedAt: '2026-11-03T06:00:00.000Z',
  signature: '0'.repeat(64),
};

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
  getPartnerStats: null,
  createPartner: null,
  getPartner: ({ partnerId }) => ({ params: { partnerId } }),
  updatePartner: ({ partnerId }) => ({ params: { partnerId }, body: { name: 'Renamed' } }),
  putPartnerContacts: ({ partnerId }) => ({
    params: { partnerId },
    body: { contacts: [{ name: 'Ines Roy', email: 'ines@acme.example' }] },
  }),
  getPartnerHealth: ({ partnerId }) => ({ params: { partnerId } }),
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
  checkFeedFormat: ({ feedId }) => ({
    params: { feedId },
    body: { format: examplePurchases.format },
  }),
  listFeedDays: null,
  listDriftEvents: null,
  decideDriftEvent: ({ driftEventId }) => ({
    params: { driftEventId },
    body: { decision: 'ignore', reason },
  }),
  listActiveBundles: null,
  listRuleSets: null,
  getRuleSet: ({ feedId }) => ({ params: { ruleSetId: feedId } }),
  listRuleVersions: ({ feedId }) => ({ params: { ruleSetId: feedId } }),
  getRuleVersion: ({ feedId }) => ({ params: { ruleSetId: feedId, version: '1' } }),
  getRuleDraft: ({ feedId }) => ({ params: { ruleSetId: feedId } }),
  createRuleDraft: ({ feedId }) => ({ params: { ruleSetId: feedId }, body: {} }),
  putRuleDraft: ({ feedId }) => ({
    params: { ruleSetId: feedId },
    body: { text: JSON.stringify(examplePurchases.rules) },
  }),
  // Of another draft: the next caller needs it still.
  deleteRuleDraft: ({ feedId }) => ({
    params: { ruleSetId: feedId },
    headers: { 'If-Match': '"another"' },
  }),
  createRuleVersion: ({ feedId }) => ({ params: { ruleSetId: feedId }, body: { notes: reason } }),
  getRuleEditorSchema: ({ feedId }) => ({ params: { ruleSetId: feedId } }),
  validateRules: ({ feedId }) => ({ params: { ruleSetId: feedId }, body: { text: '{}' } }),
  getRuleSetDiff: ({ feedId }) => ({
    params: { ruleSetId: feedId },
    query: { from: '1', to: 'active' },
  }),
  simulateRules: ({ feedId }) => ({
    params: { ruleSetId: feedId },
    body: {
      text: JSON.stringify(examplePurchases.rules),
      row: { kind: 'written', values: { amount: '1.00' } },
    },
  }),
  createTestRun: ({ feedId }) => ({ params: { ruleSetId: feedId }, body: { version: 1 } }),
  listTestRuns: ({ feedId }) => ({ params: { ruleSetId: feedId } }),
  getTestRun: ({ testRunId }) => ({ params: { testRunId } }),
  createBacktest: ({ feedId }) => ({
    params: { ruleSetId: feedId },
    body: { candidate: 1, files: { last: 1 } },
  }),
  listBacktests: null,
  getBacktest: ({ backtestId }) => ({ params: { backtestId } }),
  listBacktestFiles: ({ backtestId }) => ({ params: { backtestId } }),
  listBacktestRows: ({ backtestId }) => ({ params: { backtestId } }),
  listBacktestMembers: ({ backtestId }) => ({ params: { backtestId } }),
  createChangeRequest: null,
  listChangeRequests: null,
  getChangeRequest: ({ changeRequestId }) => ({ params: { changeRequestId } }),
  approveChangeRequest: ({ changeRequestId }) => ({
    params: { changeRequestId },
    body: { reason },
  }),
  rejectChangeRequest: ({ changeRequestId }) => ({ params: { changeRequestId }, body: { reason } }),
  withdrawChangeRequest: ({ changeRequestId }) => ({
    params: { changeRequestId },
    body: { reason },
  }),
  promoteChangeRequest: ({ changeRequestId }) => ({ params: { changeRequestId }, body: {} }),
  stopTrial: ({ changeRequestId }) => ({ params: { changeRequestId }, body: { reason } }),
  listTrialRuns: ({ changeRequestId }) => ({ params: { changeRequestId } }),
  listTrialRows: ({ changeRequestId }) => ({ params: { changeRequestId } }),
  rollbackRules: ({ feedId }) => ({ params: { ruleSetId: feedId }, body: { reason } }),
  exportRuleBundle: ({ feedId }) => ({
    params: { ruleSetId: feedId, version: '1' },
    body: {},
  }),
  importRuleBundle: ({ feedId }) => ({
    params: { ruleSetId: feedId },
    body: { bundle: unsignedBundle, reason },
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
  listRunParts: ({ runId }) => ({ params: { runId } }),
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
  sendRejectedRows: ({ partnerId, runId }) => ({
    params: { runId },
    body: { to: `ines@${partnerId}.example`, expected: 1 },
  }),
  createReplayPlan: ({ runId }) => ({ body: { run: runId } }),
  getReplayPlan: ({ planId }) => ({ params: { planId } }),
  listReplayPlanRows: ({ planId }) => ({ params: { planId } }),
  listReplays: null,
  getReplayStats: null,
  createReplay: ({ planId }) => ({ body: { plan: planId, reason } }),
  getReplay: ({ replayId }) => ({ params: { replayId } }),
  getReplayProof: ({ replayId }) => ({ params: { replayId } }),
  createBulkReplayPlan: ({ runId }) => ({ body: { runs: { ids: [runId] } } }),
  getBulkReplayPlan: ({ bulkPlanId }) => ({ params: { planId: bulkPlanId } }),
  listBulkReplayRuns: ({ bulkPlanId }) => ({ params: { planId: bulkPlanId } }),
  createBulkReplay: ({ bulkPlanId }) => ({ body: { plan: bulkPlanId, reason } }),
  listBulkReplays: null,
  getBulkReplay: ({ bulkReplayId }) => ({ params: { bulkReplayId } }),
  continueBulkReplay: ({ bulkReplayId }) => ({ params: { bulkReplayId }, body: {} }),
  cancelBulkReplay: ({ bulkReplayId }) => ({ params: { bulkReplayId }, body: { reason } }),
  getBulkReplayProof: ({ bulkReplayId }) => ({ params: { bulkReplayId } }),
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
  getPreferences: null,
  putPreferences: null,
  listSavedViews: null,
  createSavedView: null,
  getSavedView: ({ viewId }) => ({ params: { viewId } }),
  putSavedView: ({ viewId }) => ({
    params: { viewId },
    body: { name: viewId, query: {}, columns: null, density: null, shared: false },
  }),
  deleteSavedView: ({ viewId }) => ({ params: { viewId } }),
};

/** Queries of the operations that cannot be asked without one. */
export const queryFor: Readonly<Partial<Record<OperationKey, Record<string, string>>>> = {
  searchHub: { q: 'acme' },
};

/** Of those whose address has a word in it that is no id. */
export const paramsFor: Readonly<Partial<Record<OperationKey, Record<string, string>>>> = {
  listActiveBundles: { environment: 'prod' },
};

/** Requests of the operations that are about nothing in particular, but need a body. */
export const bodyFor: Readonly<Partial<Record<OperationKey, unknown>>> = {
  resolveRowErrors: { selection: { ids: ['err_nobody'] }, reason },
  ignoreRowErrors: { selection: { query: { code: 'NONE-000' } }, reason },
  reopenRowErrors: { selection: { ids: ['err_nobody'] }, reason },
  createPartner: { id: 'newcomer', name: 'Newcomer' },
  createChangeRequest: { ruleSet: 'acme.purchases', version: 1, reason },
  markJobsSeen: { ids: ['job_nobody'] },
  createExport: { list: 'runs', query: {}, columns: ['id'] },
  putPreferences: { theme: 'dark' },
  createSavedView: {
    list: 'runs',
    name: 'Mine',
    query: {},
    columns: null,
    density: null,
    shared: false,
  },
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
  bulkPlanId: 'bplan_nobody',
  bulkReplayId: 'bulk_nobody',
  testRunId: 'test_nobody',
  backtestId: 'backtest_nobody',
  changeRequestId: 'change_nobody',
  viewId: 'view_nobody',
};
