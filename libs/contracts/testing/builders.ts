import type {
  AuditEvent,
  Balance,
  Explanation,
  Feed,
  FeedSuggestion,
  FileDetail,
  FilePreview,
  FileStats,
  InboundFile,
  Job,
  LedgerEntry,
  LedgerIntegrity,
  Member,
  MemberHistory,
  MemberStats,
  Partner,
  Problem,
  Replay,
  ReplayPlan,
  ReplayProof,
  RowError,
  RowErrorCluster,
  RowErrorStats,
  RowProblem,
  Run,
  RunAttempt,
  RunBundle,
  RunCounts,
  RunWithParts,
  RunEvent,
  RunPart,
  RunRow,
  RunStats,
} from '../src/index.ts';
import { feedFormat, fileStates, rowErrorStates, stageNames } from '../src/index.ts';

/**
 * One valid thing of each kind, for specs: `aRun({ state: 'failed' })`. Names only what matters to the spec that uses it. All of
 * them belong to one story: acme's file purchases-2026-11-03.csv, of which one row of ten was rejected.
 */
const at = '2026-11-03T06:00:00.000Z';
const later = '2026-11-03T06:00:04.200Z';
const sha256 = 'a1'.repeat(32);
const noCounts: RunCounts = {
  read: 0,
  posted: 0,
  unchanged: 0,
  duplicate: 0,
  conflict: 0,
  rejected: 0,
  skipped: 0,
};

export function aPartner(change: Partial<Partner> = {}): Partner {
  const times = { createdAt: at, updatedAt: at };
  const contact = { name: 'Ines Roy', email: 'ines@acme.example', purpose: 'technical' as const };
  return {
    id: 'acme',
    name: 'Acme',
    state: 'live',
    timeZone: 'UTC',
    contacts: [contact],
    ...times,
    ...change,
  };
}

export function aFeed(change: Partial<Feed> = {}): Feed {
  const format = feedFormat.parse({
    documentType: 'purchase',
    layout: {
      columns: [
        { name: 'txn_id', required: true },
        { name: 'amount', type: 'decimal' },
      ],
    },
    mapping: { fields: [{ field: 'txnId', column: 'txn_id' }] },
  });
  const bundle = {
    version: 1,
    sha256,
    ruleVersion: 'standard@1',
    format,
    rules: { name: 'standard' },
  };
  return {
    id: 'acme.purchases',
    partner: 'acme',
    code: 'purchases',
    name: 'Purchases',
    documentType: 'purchase',
    state: 'active',
    filePattern: 'purchases-*.csv',
    unknownMembers: 'create',
    expectation: null,
    bundle,
    createdAt: at,
    updatedAt: at,
    ...change,
  };
}

/** As `listFeeds` gives it: without its bundle. */
export function aFeedHead(change: Partial<Omit<Feed, 'bundle'>> = {}): Omit<Feed, 'bundle'> {
  const { bundle: _bundle, ...head } = aFeed();
  return { ...head, ...change };
}

export function aFile(change: Partial<InboundFile> = {}): InboundFile {
  return {
    id: 'file_01',
    partner: 'acme',
    feed: 'acme.purchases',
    name: 'purchases-2026-11-03.csv',
    bucket: 'waybill-landing',
    key: 'acme/purchases/purchases-2026-11-03.csv',
    sizeBytes: 1_204,
    sha256,
    state: 'archived',
    problem: null,
    duplicateOf: null,
    archiveKey: 'acme/purchases/2026/11/03/file_01-purchases-2026-11-03.csv',
    lastRun: 'run_01',
    receivedAt: at,
    archivedAt: later,
    ...change,
  };
}

/** A file with its one run and nothing else around it. */
export function aFileDetail(change: Partial<FileDetail> = {}): FileDetail {
  const { id, kind, state, counts, queuedAt, finishedAt } = aRun();
  return {
    ...aFile(),
    archiveBucket: 'waybill-archive',
    rejectedAt: null,
    reopenUntil: null,
    twins: [],
    runs: [{ id, kind, state, counts, queuedAt, finishedAt }],
    decisions: null,
    ...change,
  };
}

export function fileStatsOf(some: Partial<FileStats['states']>): FileStats {
  const states = { ...noneOf(fileStates), ...some };
  return { states, total: sumOf(states) };
}

export function rowErrorStatsOf(some: Partial<RowErrorStats['states']>): RowErrorStats {
  const states = { ...noneOf(rowErrorStates), ...some };
  return { states, total: sumOf(states) };
}

function noneOf<State extends string>(states: readonly State[]): Record<State, number> {
  return Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export function aFeedSuggestion(change: Partial<FeedSuggestion> = {}): FeedSuggestion {
  return {
    feed: 'acme.purchases',
    name: 'Purchases',
    partner: 'acme',
    confidence: 'strong',
    score: 90,
    reasons: [
      { fits: true, text: 'The header names all its 8 columns.' },
      { fits: false, text: 'The name does not fit its pattern purchases-*.csv.' },
    ],
    ...change,
  };
}

export function aFilePreview(change: Partial<FilePreview> = {}): FilePreview {
  return {
    cutAs: 'feed',
    encoding: 'utf-8',
    delimiter: ',',
    header: ['txn_id', 'amount'],
    rows: [{ line: 2, cells: ['T-1', '12.50'], problems: [] }],
    refusal: null,
    masked: false,
    bytesRead: 25,
    isWhole: true,
    ...change,
  };
}

export function aRun(change: Partial<Run> = {}): Run {
  const { id, name, bucket, key, sizeBytes } = aFile();
  return {
    id: 'run_01',
    kind: 'file',
    state: 'partial',
    attempt: 1,
    partner: 'acme',
    feed: 'acme.purchases',
    file: { id, name, bucket, key, sizeBytes, sha256 },
    ruleVersion: 'standard@1',
    bundleSha256: sha256,
    counts: { ...noCounts, read: 10, posted: 9, rejected: 1 },
    pointsAccrued: 412,
    pointsReversed: 0,
    rowsTotal: 10,
    problem: null,
    cancellation: null,
    replayOf: null,
    replay: null,
    replays: [],
    takenInBy: null,
    stages: stageNames.map((stage) => ({
      name: stage,
      state: 'done',
      startedAt: at,
      finishedAt: later,
      busyMs: 12,
    })),
    queuedAt: at,
    startedAt: at,
    finishedAt: later,
    ...change,
  };
}

/** Of a file that was posted as a whole. */
export function aRunWithParts(change: Partial<RunWithParts> = {}): RunWithParts {
  return { ...aRun(), parts: null, ...change };
}

export function aRunPart(change: Partial<RunPart> = {}): RunPart {
  return {
    part: 1,
    state: 'done',
    takenUp: 1,
    firstRow: 1,
    firstLine: 2,
    fromByte: 60,
    toByte: 67_108_924,
    counts: { ...noCounts, read: 10, posted: 9, rejected: 1 },
    pointsAccrued: 412,
    pointsReversed: 0,
    busyMs: 12_400,
    ...change,
  };
}

export function aRunEvent(change: Partial<RunEvent> = {}): RunEvent {
  const said = { code: 'RUN-STARTED', message: 'Attempt 1 began.' };
  return { seq: 1, at, attempt: 1, stage: 'receive', level: 'info', ...said, ...change };
}

export function aRunAttempt(change: Partial<RunAttempt> = {}): RunAttempt {
  return {
    attempt: 1,
    startedAt: at,
    endedAt: later,
    ending: 'finished',
    rowsBefore: 0,
    rowsSettled: 10,
    lastStage: 'report',
    stages: [
      { name: 'decode', state: 'done', startedAt: at, finishedAt: later, busyMs: 12 },
      { name: 'report', state: 'done', startedAt: later, finishedAt: later, busyMs: 1 },
    ],
    ...change,
  };
}

export function aRunBundle(change: Partial<RunBundle> = {}): RunBundle {
  return { run: 'run_01', feed: 'acme.purchases', ...aFeed().bundle, active: null, ...change };
}

export function aRunRow(change: Partial<RunRow> = {}): RunRow {
  return {
    rowNo: 1,
    line: 2,
    outcome: 'posted',
    code: null,
    txnId: 'T-1',
    memberNo: 'E1042',
    points: 12,
    entryId: 'ent_01',
    rowErrorId: null,
    ...change,
  };
}

export function aRunStats(change: Partial<RunStats> = {}): RunStats {
  const states = {
    queued: 0,
    running: 1,
    succeeded: 7,
    partial: 1,
    failed: 1,
    cancelled: 0,
    repaired: 0,
  };
  const counts = { ...noCounts, read: 10, posted: 9, rejected: 1 };
  return {
    states,
    buckets: [{ at, runs: 10, failed: 1, counts, points: 412, durationMs: 4_200 }],
    ...change,
  };
}

export function aRowProblem(change: Partial<RowProblem> = {}): RowProblem {
  return {
    code: 'TYPE-003',
    name: 'DATE',
    scope: 'row',
    message: 'Line 8, column “date”: expected a date, found “31.02.2026”.',
    line: 8,
    column: 'date',
    found: '31.02.2026',
    expected: 'a date',
    ...change,
  };
}

export function aRowError(change: Partial<RowError> = {}): RowError {
  return {
    id: 'err_01',
    run: 'run_01',
    partner: 'acme',
    feed: 'acme.purchases',
    rowNo: 7,
    line: 8,
    outcome: 'rejected',
    state: 'open',
    txnId: 'T-7',
    memberNo: null,
    problems: [aRowProblem()],
    cells: [
      { column: 'txn_id', text: 'T-7', problem: null },
      { column: 'date', text: '31.02.2026', problem: 0 },
    ],
    rawLine: 'T-7,31.02.2026',
    createdAt: at,
    ...change,
  };
}

export function aRowErrorCluster(change: Partial<RowErrorCluster> = {}): RowErrorCluster {
  const { code, name, message } = aRowProblem();
  const seen = { firstSeen: at, lastSeen: later };
  const of = { feed: 'acme.purchases', partner: 'acme' };
  const trend = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3];
  const counted = { rows: 3, runs: 1, example: message, trend };
  return { code, name, column: 'date', ...of, ...counted, ...seen, ...change };
}

export function aReplayPlan(change: Partial<ReplayPlan> = {}): ReplayPlan {
  return {
    id: 'plan_01',
    state: 'ready',
    run: 'run_01',
    partner: 'acme',
    feed: 'acme.purchases',
    rows: 'all',
    rules: 'current',
    ruleVersion: 'standard@1',
    originalRuleVersion: 'standard@1',
    rowsRead: 10,
    rowsTotal: 10,
    effects: { ...noEffects, unchanged: 9, rejected: 1 },
    members: [],
    problem: null,
    usedBy: null,
    createdAt: at,
    expiresAt: '2026-11-04T06:00:00.000Z',
    ...change,
  };
}

const noEffects = {
  inserted: 0,
  unchanged: 0,
  reversed: 0,
  conflict: 0,
  rejected: 0,
  skipped: 0,
  pointsDelta: 0,
};

export function aReplay(change: Partial<Replay> = {}): Replay {
  return {
    id: 'replay_01',
    plan: 'plan_01',
    bulkReplay: null,
    originalRun: 'run_01',
    run: 'run_02',
    partner: 'acme',
    feed: 'acme.purchases',
    fileName: 'purchases-1.csv',
    rows: 'all',
    rules: 'current',
    ruleVersion: 'standard@1',
    state: 'succeeded',
    rowsRead: 10,
    rowsTotal: 10,
    effects: { ...noEffects, unchanged: 9, rejected: 1 },
    asPlanned: true,
    reason: 'The date format was corrected',
    requestedBy: 'person:support',
    createdAt: at,
    finishedAt: later,
    ...change,
  };
}

export function aReplayProof(change: Partial<ReplayProof> = {}): ReplayProof {
  const effects = { ...noEffects, unchanged: 9, rejected: 1 };
  const checksum = { entries: 9, points: 412, digest: 'd1'.repeat(16) };
  return {
    replay: 'replay_01',
    run: 'run_02',
    originalRun: 'run_01',
    planned: effects,
    actual: effects,
    asPlanned: true,
    before: checksum,
    after: checksum,
    entriesCreated: 0,
    entryIds: [],
    statement: '0 entries created; the ledger of acme.purchases is unchanged.',
    ...change,
  };
}

export function aMember(change: Partial<Member> = {}): Member {
  return {
    id: 'acme:E1042',
    partner: 'acme',
    memberNo: 'E1042',
    state: 'active',
    name: 'Erika Lang',
    email: 'erika@acme.example',
    jobTitle: 'Buyer',
    department: 'Purchasing',
    hiredOn: '2019-04-01',
    createdAt: at,
    updatedAt: at,
    ...change,
  };
}

export function aBalance(change: Partial<Balance> = {}): Balance {
  const buckets = { available: 412, pending: 0, held: 0, expired: 0, spent: 0 };
  const lots = [{ expiresOn: '2028-11-30', available: 412 }];
  return { member: 'acme:E1042', asOf: at, buckets, lots, ...change };
}

export function aLedgerEntry(change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: 'ent_01',
    kind: 'accrual',
    partner: 'acme',
    feed: 'acme.purchases',
    txnId: 'T-1',
    member: 'acme:E1042',
    points: 12,
    debitAccount: 'partner:acme:funding',
    creditAccount: 'member:acme:E1042:available',
    occurredOn: '2026-11-01',
    expiresOn: '2028-11-30',
    run: 'run_01',
    rowNo: 1,
    ruleVersion: 'standard@1',
    clauses: 'base',
    reverses: null,
    postedAt: later,
    ...change,
  };
}

export function anExplanation(change: Partial<Explanation> = {}): Explanation {
  return {
    entry: aLedgerEntry(),
    rule: {
      version: 'standard@1',
      clauses: [{ id: 'base', text: '{"id":"base","when":"true"}' }],
      document: {
        name: 'standard',
        rules: [{ id: 'base', when: 'true', then: [{ do: 'accrue', points: 'floor(amount)' }] }],
      },
      recomputedPoints: 12,
    },
    record: { txnId: 'T-1', amount: '12.5000' },
    mapping: [
      { field: 'txnId', column: 'txn_id', cell: 'T-1' },
      { field: 'amount', column: 'amount', cell: '12.50' },
    ],
    rawLine: 'T-1,12.50',
    line: 2,
    file: aFile(),
    transaction: [aLedgerEntry()],
    ...change,
  };
}

export function aMemberStats(change: Partial<MemberStats> = {}): MemberStats {
  return { states: { active: 3, frozen: 1, closed: 0 }, total: 4, ...change };
}

export function aMemberHistory(change: Partial<MemberHistory> = {}): MemberHistory {
  const days = [
    { day: '2026-11-01', accrued: 400, reversed: 0, balance: 400 },
    { day: '2026-11-03', accrued: 20, reversed: 8, balance: 412 },
  ];
  return { member: 'acme:E1042', days, ...change };
}

export function aLedgerIntegrity(change: Partial<LedgerIntegrity> = {}): LedgerIntegrity {
  const auditChain = { events: 12, intact: true, head: 'e1'.repeat(32) };
  const sums = { balanced: true, entries: 9, debits: 412, credits: 412, balancesAgree: true };
  return { ...sums, auditChain, ...change };
}

export function anAuditEvent(change: Partial<AuditEvent> = {}): AuditEvent {
  const chain = { prevHash: 'e0'.repeat(32), hash: 'e1'.repeat(32) };
  const deed = { actor: 'person:support', action: 'replay.created', object: 'replay:replay_01' };
  return {
    seq: 12,
    at,
    ...deed,
    detail: { reason: 'The date format was corrected' },
    ...chain,
    ...change,
  };
}

export function aProblem(change: Partial<Problem> = {}): Problem {
  return {
    type: 'urn:waybill:problem:not-found',
    title: 'There is no such thing, or it is not yours to see',
    status: 404,
    code: 'API-004',
    instance: '/v1/runs/run_99',
    traceId: '4b'.repeat(16),
    ...change,
  };
}

/** An export of runs that has ended well. */
export function aJob(change: Partial<Job> = {}): Job {
  const result = {
    list: 'runs',
    fileName: 'runs-2026-11-03.csv',
    rows: 12,
    bytes: 840,
    sha256,
    isMasked: false,
    key: 'job_01/1.csv',
    expiresAt: '2026-11-10T06:00:04.200Z',
  };
  return {
    id: 'job_01',
    kind: 'export',
    label: 'Export of runs',
    state: 'succeeded',
    attempt: 1,
    requestedBy: 'person:support',
    partner: null,
    progress: 12,
    total: 12,
    link: null,
    request: { list: 'runs', query: { sort: 'newest' }, columns: ['id', 'state'] },
    result,
    problem: null,
    cancelRequested: false,
    seen: false,
    createdAt: at,
    startedAt: at,
    finishedAt: later,
    ...change,
  };
}
