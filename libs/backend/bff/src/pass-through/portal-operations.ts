import { operations } from '@waybill/contracts';
import type { Operation, OperationKey } from '@waybill/contracts';

/** What the portal's screens use beyond their own answers, and nothing else: the rest of the API is not reachable from a browser. */
export const portalOperations = [
  'listPartners',
  'getPartnerStats',
  'getPartner',
  'updatePartner',
  'putPartnerContacts',
  'getPartnerHealth',
  'listFeeds',
  'getFeed',
  'updateFeed',
  'putFeedFormat',
  'putFeedExpectation',
  'listFeedBundles',
  'getFeedBundle',
  'checkFeedFormat',
  'listFeedDays',
  'listDriftEvents',
  'decideDriftEvent',
  'listActiveBundles',
  'listRuleSets',
  'getRuleSet',
  'listRuleVersions',
  'getRuleVersion',
  'getRuleDraft',
  'createRuleDraft',
  'putRuleDraft',
  'deleteRuleDraft',
  'createRuleVersion',
  'validateRules',
  'getRuleSetDiff',
  'simulateRules',
  'createTestRun',
  'listTestRuns',
  'getTestRun',
  'createBacktest',
  'listBacktests',
  'getBacktest',
  'listBacktestFiles',
  'listBacktestRows',
  'listBacktestMembers',
  'createChangeRequest',
  'listChangeRequests',
  'getChangeRequest',
  'approveChangeRequest',
  'rejectChangeRequest',
  'withdrawChangeRequest',
  'promoteChangeRequest',
  'stopTrial',
  'listTrialRuns',
  'listTrialRows',
  'rollbackRules',
  'exportRuleBundle',
  'importRuleBundle',
  'listFiles',
  'getFile',
  'getFileStats',
  'assignFile',
  'releaseFile',
  'rejectFile',
  'reopenFile',
  'listFeedSuggestions',
  'getFilePreview',
  'createUploadUrl',
  'createDownloadUrl',
  'listMembers',
  'getMember',
  'getMemberBalance',
  'getMemberHistory',
  'getMemberStats',
  'listMemberEntries',
  'listLedgerEntries',
  'explainEntry',
  'getLedgerIntegrity',
  'listRuns',
  'getRun',
  'listRunAttempts',
  'listRunParts',
  'listRunEvents',
  'listRunRows',
  'getRunRow',
  'getRunBundle',
  'getRunDiagnostics',
  'cancelRun',
  'getRunStats',
  'listRowErrors',
  'getRowError',
  'listRowErrorClusters',
  'getRowErrorStats',
  'resolveRowErrors',
  'ignoreRowErrors',
  'reopenRowErrors',
  'sendRejectedRows',
  'createReplayPlan',
  'getReplayPlan',
  'listReplayPlanRows',
  'listReplays',
  'getReplayStats',
  'createReplay',
  'getReplay',
  'getReplayProof',
  'listJobs',
  'getJobStats',
  'getJob',
  'cancelJob',
  'markJobsSeen',
  'createExport',
  'createExportUrl',
  'searchHub',
  'listAuditEvents',
  'createBulkReplayPlan',
  'getBulkReplayPlan',
  'listBulkReplayRuns',
  'createBulkReplay',
  'listBulkReplays',
  'getBulkReplay',
  'continueBulkReplay',
  'cancelBulkReplay',
  'getBulkReplayProof',
  'getPreferences',
  'putPreferences',
  'listSavedViews',
  'createSavedView',
  'getSavedView',
  'putSavedView',
  'deleteSavedView',
] as const satisfies readonly OperationKey[];

/**
 * The API path for a path below `/bff/api`, when the portal may call it with this method.
 *
 * Parameters are decoded and encoded again, so that nothing but one segment's text ever reaches the API;
 * dot segments would be resolved on the way there and are no names of ours.
 */
export function apiPathFor(method: string, path: string): string | null {
  const segments = decoded(path);
  if (segments === null) return null;
  const row = portalOperations
    .map((key): Operation => operations[key])
    .find((each) => each.method === method && isLike(each.path, segments));
  if (!row) return null;
  return `/${segments.map(encodeURIComponent).join('/')}`;
}

function decoded(path: string): string[] | null {
  if (!path.startsWith('/')) return null;
  try {
    const segments = path.slice(1).split('/').map(decodeURIComponent);
    return segments.some((segment) => /^\.{0,2}$/.test(segment)) ? null : segments;
  } catch {
    // A percent sign that begins no escape.
    return null;
  }
}

function isLike(template: string, segments: readonly string[]): boolean {
  const parts = template.slice(1).split('/');
  return (
    parts.length === segments.length &&
    parts.every((part, index) => part.startsWith('{') || part === segments[index])
  );
}
