import type { OperationKey } from '@waybill/contracts';
import type { HandlerIn } from '@waybill/kit';
import type { Hub } from './hub.ts';
import { handler as approveChangeRequest } from './operations/approve-change-request/handler.ts';
import { handler as assignFile } from './operations/assign-file/handler.ts';
import { handler as cancelBulkReplay } from './operations/cancel-bulk-replay/handler.ts';
import { handler as cancelJob } from './operations/cancel-job/handler.ts';
import { handler as cancelRun } from './operations/cancel-run/handler.ts';
import { handler as checkFeedFormat } from './operations/check-feed-format/handler.ts';
import { handler as continueBulkReplay } from './operations/continue-bulk-replay/handler.ts';
import { handler as createBacktest } from './operations/create-backtest/handler.ts';
import { handler as createBulkReplay } from './operations/create-bulk-replay/handler.ts';
import { handler as createBulkReplayPlan } from './operations/create-bulk-replay-plan/handler.ts';
import { handler as createChangeRequest } from './operations/create-change-request/handler.ts';
import { handler as createDownloadUrl } from './operations/create-download-url/handler.ts';
import { handler as createExport } from './operations/create-export/handler.ts';
import { handler as createExportUrl } from './operations/create-export-url/handler.ts';
import { handler as createFeed } from './operations/create-feed/handler.ts';
import { handler as createPartner } from './operations/create-partner/handler.ts';
import { handler as createReplay } from './operations/create-replay/handler.ts';
import { handler as createReplayPlan } from './operations/create-replay-plan/handler.ts';
import { handler as createRuleDraft } from './operations/create-rule-draft/handler.ts';
import { handler as createRuleVersion } from './operations/create-rule-version/handler.ts';
import { handler as createSavedView } from './operations/create-saved-view/handler.ts';
import { handler as createTestRun } from './operations/create-test-run/handler.ts';
import { handler as createUploadUrl } from './operations/create-upload-url/handler.ts';
import { handler as decideDriftEvent } from './operations/decide-drift-event/handler.ts';
import { handler as deleteRuleDraft } from './operations/delete-rule-draft/handler.ts';
import { handler as deleteSavedView } from './operations/delete-saved-view/handler.ts';
import { handler as explainEntry } from './operations/explain-entry/handler.ts';
import { handler as getBacktest } from './operations/get-backtest/handler.ts';
import { handler as getBulkReplay } from './operations/get-bulk-replay/handler.ts';
import { handler as getBulkReplayPlan } from './operations/get-bulk-replay-plan/handler.ts';
import { handler as getBulkReplayProof } from './operations/get-bulk-replay-proof/handler.ts';
import { handler as getChangeRequest } from './operations/get-change-request/handler.ts';
import { handler as getFeed } from './operations/get-feed/handler.ts';
import { handler as getFeedBundle } from './operations/get-feed-bundle/handler.ts';
import { handler as getFile } from './operations/get-file/handler.ts';
import { handler as getFilePreview } from './operations/get-file-preview/handler.ts';
import { handler as getFileStats } from './operations/get-file-stats/handler.ts';
import { handler as getJob } from './operations/get-job/handler.ts';
import { handler as getJobStats } from './operations/get-job-stats/handler.ts';
import { handler as getLedgerIntegrity } from './operations/get-ledger-integrity/handler.ts';
import { handler as getMember } from './operations/get-member/handler.ts';
import { handler as getMemberBalance } from './operations/get-member-balance/handler.ts';
import { handler as getMemberHistory } from './operations/get-member-history/handler.ts';
import { handler as getMemberStats } from './operations/get-member-stats/handler.ts';
import { handler as getPartner } from './operations/get-partner/handler.ts';
import { handler as getPartnerHealth } from './operations/get-partner-health/handler.ts';
import { handler as getPartnerStats } from './operations/get-partner-stats/handler.ts';
import { handler as getPreferences } from './operations/get-preferences/handler.ts';
import { handler as getReplay } from './operations/get-replay/handler.ts';
import { handler as getReplayPlan } from './operations/get-replay-plan/handler.ts';
import { handler as getReplayProof } from './operations/get-replay-proof/handler.ts';
import { handler as getReplayStats } from './operations/get-replay-stats/handler.ts';
import { handler as getRowError } from './operations/get-row-error/handler.ts';
import { handler as getRowErrorStats } from './operations/get-row-error-stats/handler.ts';
import { handler as getRuleDraft } from './operations/get-rule-draft/handler.ts';
import { handler as getRuleEditorSchema } from './operations/get-rule-editor-schema/handler.ts';
import { handler as getRuleSet } from './operations/get-rule-set/handler.ts';
import { handler as getRuleSetDiff } from './operations/get-rule-set-diff/handler.ts';
import { handler as getRuleVersion } from './operations/get-rule-version/handler.ts';
import { handler as getRun } from './operations/get-run/handler.ts';
import { handler as getRunBundle } from './operations/get-run-bundle/handler.ts';
import { handler as getRunDiagnostics } from './operations/get-run-diagnostics/handler.ts';
import { handler as getRunRow } from './operations/get-run-row/handler.ts';
import { handler as getRunStats } from './operations/get-run-stats/handler.ts';
import { handler as getSavedView } from './operations/get-saved-view/handler.ts';
import { handler as getTestRun } from './operations/get-test-run/handler.ts';
import { handler as ignoreRowErrors } from './operations/ignore-row-errors/handler.ts';
import { handler as ingestFile } from './operations/ingest-file/handler.ts';
import { handler as listActiveBundles } from './operations/list-active-bundles/handler.ts';
import { handler as listAuditEvents } from './operations/list-audit-events/handler.ts';
import { handler as exportRuleBundle } from './operations/export-rule-bundle/handler.ts';
import { handler as importRuleBundle } from './operations/import-rule-bundle/handler.ts';
import { handler as listTestRuns } from './operations/list-test-runs/handler.ts';
import { handler as listTrialRows } from './operations/list-trial-rows/handler.ts';
import { handler as listTrialRuns } from './operations/list-trial-runs/handler.ts';
import { handler as stopTrial } from './operations/stop-trial/handler.ts';
import { handler as listBacktestFiles } from './operations/list-backtest-files/handler.ts';
import { handler as listBacktestMembers } from './operations/list-backtest-members/handler.ts';
import { handler as listBacktestRows } from './operations/list-backtest-rows/handler.ts';
import { handler as listBacktests } from './operations/list-backtests/handler.ts';
import { handler as listBulkReplayRuns } from './operations/list-bulk-replay-runs/handler.ts';
import { handler as listBulkReplays } from './operations/list-bulk-replays/handler.ts';
import { handler as listChangeRequests } from './operations/list-change-requests/handler.ts';
import { handler as listDriftEvents } from './operations/list-drift-events/handler.ts';
import { handler as listFeedBundles } from './operations/list-feed-bundles/handler.ts';
import { handler as listFeedDays } from './operations/list-feed-days/handler.ts';
import { handler as listFeeds } from './operations/list-feeds/handler.ts';
import { handler as listFeedSuggestions } from './operations/list-feed-suggestions/handler.ts';
import { handler as listFiles } from './operations/list-files/handler.ts';
import { handler as listJobs } from './operations/list-jobs/handler.ts';
import { handler as listLedgerEntries } from './operations/list-ledger-entries/handler.ts';
import { handler as listMemberEntries } from './operations/list-member-entries/handler.ts';
import { handler as listMembers } from './operations/list-members/handler.ts';
import { handler as listPartners } from './operations/list-partners/handler.ts';
import { handler as listReplayPlanRows } from './operations/list-replay-plan-rows/handler.ts';
import { handler as listReplays } from './operations/list-replays/handler.ts';
import { handler as listRowErrorClusters } from './operations/list-row-error-clusters/handler.ts';
import { handler as listRowErrors } from './operations/list-row-errors/handler.ts';
import { handler as listRuleSets } from './operations/list-rule-sets/handler.ts';
import { handler as listRuleVersions } from './operations/list-rule-versions/handler.ts';
import { handler as listRunAttempts } from './operations/list-run-attempts/handler.ts';
import { handler as listRunEvents } from './operations/list-run-events/handler.ts';
import { handler as listRunParts } from './operations/list-run-parts/handler.ts';
import { handler as listRunRows } from './operations/list-run-rows/handler.ts';
import { handler as listRuns } from './operations/list-runs/handler.ts';
import { handler as listSavedViews } from './operations/list-saved-views/handler.ts';
import { handler as markJobsSeen } from './operations/mark-jobs-seen/handler.ts';
import { handler as promoteChangeRequest } from './operations/promote-change-request/handler.ts';
import { handler as putFeedExpectation } from './operations/put-feed-expectation/handler.ts';
import { handler as putFeedFormat } from './operations/put-feed-format/handler.ts';
import { handler as putPartnerContacts } from './operations/put-partner-contacts/handler.ts';
import { handler as putPreferences } from './operations/put-preferences/handler.ts';
import { handler as putRuleDraft } from './operations/put-rule-draft/handler.ts';
import { handler as putSavedView } from './operations/put-saved-view/handler.ts';
import { handler as rejectChangeRequest } from './operations/reject-change-request/handler.ts';
import { handler as rejectFile } from './operations/reject-file/handler.ts';
import { handler as releaseFile } from './operations/release-file/handler.ts';
import { handler as reopenFile } from './operations/reopen-file/handler.ts';
import { handler as reopenRowErrors } from './operations/reopen-row-errors/handler.ts';
import { handler as resolveRowErrors } from './operations/resolve-row-errors/handler.ts';
import { handler as rollbackRules } from './operations/rollback-rules/handler.ts';
import { handler as searchHub } from './operations/search-hub/handler.ts';
import { handler as sendRejectedRows } from './operations/send-rejected-rows/handler.ts';
import { handler as simulateRules } from './operations/simulate-rules/handler.ts';
import { handler as updateFeed } from './operations/update-feed/handler.ts';
import { handler as updatePartner } from './operations/update-partner/handler.ts';
import { handler as validateRules } from './operations/validate-rules/handler.ts';
import { handler as withdrawChangeRequest } from './operations/withdraw-change-request/handler.ts';

/** The API: the handler of every row of the operation table. A row without one does not compile. */
export const handlers = {
  listPartners,
  getPartnerStats,
  createPartner,
  getPartner,
  updatePartner,
  putPartnerContacts,
  getPartnerHealth,
  listFeeds,
  createFeed,
  getFeed,
  updateFeed,
  putFeedFormat,
  checkFeedFormat,
  putFeedExpectation,
  listFeedBundles,
  getFeedBundle,
  listFeedDays,
  listDriftEvents,
  decideDriftEvent,
  listActiveBundles,
  listRuleSets,
  getRuleSet,
  listRuleVersions,
  getRuleVersion,
  getRuleDraft,
  createRuleDraft,
  putRuleDraft,
  deleteRuleDraft,
  createRuleVersion,
  getRuleEditorSchema,
  validateRules,
  getRuleSetDiff,
  simulateRules,
  createTestRun,
  listTestRuns,
  getTestRun,
  createBacktest,
  listBacktests,
  getBacktest,
  listBacktestFiles,
  listBacktestRows,
  listBacktestMembers,
  createChangeRequest,
  listChangeRequests,
  getChangeRequest,
  approveChangeRequest,
  rejectChangeRequest,
  withdrawChangeRequest,
  promoteChangeRequest,
  stopTrial,
  listTrialRuns,
  listTrialRows,
  rollbackRules,
  exportRuleBundle,
  importRuleBundle,
  listFiles,
  getFile,
  ingestFile,
  assignFile,
  getFileStats,
  releaseFile,
  rejectFile,
  reopenFile,
  listFeedSuggestions,
  getFilePreview,
  createUploadUrl,
  createDownloadUrl,
  listRuns,
  getRun,
  listRunAttempts,
  listRunParts,
  listRunEvents,
  listRunRows,
  getRunRow,
  getRunBundle,
  getRunDiagnostics,
  cancelRun,
  getRunStats,
  listRowErrors,
  getRowError,
  listRowErrorClusters,
  getRowErrorStats,
  resolveRowErrors,
  ignoreRowErrors,
  reopenRowErrors,
  sendRejectedRows,
  createReplayPlan,
  getReplayPlan,
  listReplayPlanRows,
  listReplays,
  getReplayStats,
  createReplay,
  getReplay,
  getReplayProof,
  createBulkReplayPlan,
  getBulkReplayPlan,
  listBulkReplayRuns,
  createBulkReplay,
  listBulkReplays,
  getBulkReplay,
  continueBulkReplay,
  cancelBulkReplay,
  getBulkReplayProof,
  listMembers,
  getMember,
  getMemberBalance,
  getMemberHistory,
  getMemberStats,
  listMemberEntries,
  listLedgerEntries,
  explainEntry,
  getLedgerIntegrity,
  listAuditEvents,
  listJobs,
  getJobStats,
  getJob,
  cancelJob,
  markJobsSeen,
  createExport,
  createExportUrl,
  searchHub,
  getPreferences,
  putPreferences,
  listSavedViews,
  createSavedView,
  getSavedView,
  putSavedView,
  deleteSavedView,
} satisfies Record<OperationKey, HandlerIn<Hub>>;
