import { listAuditEvents } from './audit.ts';
import {
  approveChangeRequest,
  createChangeRequest,
  getChangeRequest,
  listChangeRequests,
  promoteChangeRequest,
  rejectChangeRequest,
  rollbackRules,
  stopTrial,
  withdrawChangeRequest,
} from './change-requests.ts';
import { exportRuleBundle, importRuleBundle } from './rule-bundles.ts';
import { listTrialRows, listTrialRuns } from './trials.ts';
import {
  createBacktest,
  getBacktest,
  listBacktestFiles,
  listBacktestMembers,
  listBacktestRows,
  listBacktests,
} from './backtests.ts';
import { createTestRun, getTestRun, listTestRuns } from './rule-tests.ts';
import { createExport, createExportUrl } from './exports.ts';
import { decideDriftEvent, listDriftEvents } from './drift-events.ts';
import { getFeedBundle, listFeedBundles } from './feed-bundles.ts';
import { listFeedDays } from './feed-days.ts';
import { checkFeedFormat } from './format-checks.ts';
import { getPartnerHealth } from './partner-health.ts';
import { putFeedExpectation, putFeedFormat, updateFeed } from './feed-edits.ts';
import {
  cancelBulkReplay,
  continueBulkReplay,
  createBulkReplay,
  createBulkReplayPlan,
  getBulkReplay,
  getBulkReplayPlan,
  getBulkReplayProof,
  listBulkReplayRuns,
  listBulkReplays,
} from './bulk-replays.ts';
import { createFeed, getFeed, listFeeds } from './feeds.ts';
import {
  assignFile,
  createDownloadUrl,
  createUploadUrl,
  getFile,
  getFilePreview,
  getFileStats,
  ingestFile,
  listFeedSuggestions,
  listFiles,
  rejectFile,
  releaseFile,
  reopenFile,
} from './files.ts';
import { listLedgerEntries } from './ledger-entries.ts';
import { cancelJob, getJob, getJobStats, listJobs, markJobsSeen } from './jobs.ts';
import { explainEntry, getLedgerIntegrity } from './ledger.ts';
import {
  getMember,
  getMemberBalance,
  getMemberHistory,
  getMemberStats,
  listMemberEntries,
  listMembers,
} from './members.ts';
import { putPartnerContacts, updatePartner } from './partner-edits.ts';
import { createPartner, getPartner, getPartnerStats, listPartners } from './partners.ts';
import {
  createReplay,
  createReplayPlan,
  getReplay,
  getReplayPlan,
  getReplayProof,
  getReplayStats,
  listReplayPlanRows,
  listReplays,
} from './replays.ts';
import {
  getRowError,
  getRowErrorStats,
  ignoreRowErrors,
  listRowErrorClusters,
  listRowErrors,
  reopenRowErrors,
  resolveRowErrors,
} from './row-errors.ts';
import { sendRejectedRows } from './send-back.ts';
import {
  getRuleEditorSchema,
  getRuleSetDiff,
  simulateRules,
  validateRules,
} from './rule-checks.ts';
import {
  createRuleDraft,
  createRuleVersion,
  deleteRuleDraft,
  getRuleDraft,
  putRuleDraft,
} from './rule-drafts.ts';
import { listActiveBundles } from './environments.ts';
import { getRuleSet, getRuleVersion, listRuleSets, listRuleVersions } from './rule-sets.ts';
import { getRunDiagnostics } from './run-diagnostics.ts';
import { listRunParts } from './run-parts.ts';
import {
  cancelRun,
  getRun,
  getRunBundle,
  getRunRow,
  getRunStats,
  listRunAttempts,
  listRunEvents,
  listRunRows,
  listRuns,
} from './runs.ts';
import { searchHub } from './search.ts';
import { getPreferences, putPreferences } from './preferences.ts';
import {
  createSavedView,
  deleteSavedView,
  getSavedView,
  listSavedViews,
  putSavedView,
} from './saved-views.ts';

/** The operation table: one row per Lambda. */
export const operations = {
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
} as const;

export type OperationKey = keyof typeof operations;
