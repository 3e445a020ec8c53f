import type {
  BulkReplay,
  BulkReplayPlan,
  BulkReplayProof,
  BulkReplayRun,
} from '@waybill/contracts';
import { aReplayProof } from '@waybill/contracts/testing';

const noEffects = {
  inserted: 0,
  unchanged: 0,
  reversed: 0,
  conflict: 0,
  rejected: 0,
  skipped: 0,
  pointsDelta: 0,
};
const noRuns = {
  waiting: 0,
  planning: 0,
  planned: 0,
  refused: 0,
  replaying: 0,
  done: 0,
  unexpected: 0,
  cancelled: 0,
};
const at = '2026-11-03T06:00:00.000Z';

export function aBulkPlan(change: Partial<BulkReplayPlan> = {}): BulkReplayPlan {
  return {
    id: 'bplan_1',
    state: 'ready',
    rows: 'all',
    rules: 'current',
    canary: 1,
    ruleVersions: ['tiers@3'],
    runs: { ...noRuns, planned: 2, refused: 1 },
    total: 3,
    files: 3,
    rowsRead: 40,
    effects: { ...noEffects, reversed: 40, pointsDelta: -400 },
    members: [{ partner: 'acme', memberNo: 'E1', pointsDelta: -400 }],
    requestedBy: 'person:support',
    createdAt: at,
    expiresAt: '2026-11-04T06:00:00.000Z',
    usedBy: null,
    ...change,
  };
}

export function aBulkRun(change: Partial<BulkReplayRun> = {}): BulkReplayRun {
  return {
    run: 'run_1',
    partner: 'acme',
    feed: 'acme.purchases',
    fileName: 'purchases-1.csv',
    ruleVersion: 'tiers@2',
    state: 'planned',
    isCanary: false,
    plan: 'plan_1',
    planned: { ...noEffects, reversed: 20, pointsDelta: -200 },
    replay: null,
    replayRun: null,
    actual: null,
    problem: null,
    ...change,
  };
}

export function aBulkReplay(change: Partial<BulkReplay> = {}): BulkReplay {
  return {
    id: 'bulk_1',
    plan: 'bplan_1',
    state: 'canary',
    afterCanary: 'wait',
    limits: { rejectedPercent: 10, points: null },
    problem: null,
    runs: { ...noRuns, planned: 2, refused: 1 },
    total: 3,
    actual: noEffects,
    job: 'job_1',
    reason: 'the rule doubled points',
    requestedBy: 'person:support',
    createdAt: at,
    finishedAt: null,
    ...change,
  };
}

export function aBulkProof(change: Partial<BulkReplayProof> = {}): BulkReplayProof {
  const { before, after } = aReplayProof();
  const effects = { ...noEffects, reversed: 40, pointsDelta: -400 };
  return {
    bulkReplay: 'bulk_1',
    runs: { replayed: 2, total: 3 },
    planned: effects,
    actual: effects,
    asPlanned: true,
    entriesCreated: 80,
    feeds: [{ feed: 'acme.purchases', before, after, entriesCreated: 80 }],
    statement: '2 of 3 runs replayed; 80 entries created; 1 of 1 ledgers changed.',
    ...change,
  };
}
