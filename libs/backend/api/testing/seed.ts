import type { ExportResult } from '@waybill/contracts';
import type { FeedConfig, Lease, RowOutcomeRecord } from '@waybill/store';
import { issuerUrl } from '@waybill/kit/testing';
import { exampleFile, examplePurchases } from './example-feed.ts';
import { freezeTested } from './rule-versions.ts';
import type { TestHub } from './test-hub.ts';

/** Ids of what a seeded partner has: one of everything an operation can ask for. */
export interface Seeded {
  partnerId: string;
  feedId: string;
  fileId: string;
  /** Set aside, its bytes still in the landing bucket. */
  unassignedFileId: string;
  /** Of the partner's feed, its bytes kept in the quarantine bucket. */
  quarantinedFileId: string;
  runId: string;
  /** A column of the run's file that the layout does not know. */
  driftEventId: string;
  /** Still queued. */
  queuedRunId: string;
  rowErrorId: string;
  memberId: string;
  entryId: string;
  planId: string;
  replayId: string;
  /** Of the machine that seeds: an export that is there to be fetched, and one that waits. */
  jobId: string;
  queuedJobId: string;
  /** Worked out and not carried out. */
  bulkPlanId: string;
  /** Waits to be told to go on. */
  bulkReplayId: string;
  testRunId: string;
  /** Queued; of the draft. */
  backtestId: string;
  /** Waits for a decision. */
  changeRequestId: string;
  /** A view of the admin's own. */
  viewId: string;
}

const day = (text: string) => Date.parse(text) / 86_400_000;

/**
 * A partner with a feed, an archived file and its run as the pipeline leaves them: two rows posted, one rejected, a replay of it,
 * a run that waits and a file that nobody recognised.
 */
export async function seedPartner(test: TestHub, partnerId: string): Promise<Seeded> {
  const { hub, call } = test;
  const contacts = [{ name: 'Ines Roy', email: `ines@${partnerId}.example` }];
  await call('createPartner', { body: { id: partnerId, name: partnerId.toUpperCase(), contacts } });
  await call('createFeed', { params: { partnerId }, body: examplePurchases });
  const feedId = `${partnerId}.purchases`;
  const rules = await changeOf(test, feedId);
  const feed = await hub.database.feeds.config(feedId);
  if (!feed) throw new Error(`${feedId} was not created`);

  const fileId = await archivedFile(test, feed);
  const driftEventId = hub.newId('drift');
  const runId = await finishedRun(test, feed, { fileId, driftEventId });
  const unassignedFileId = await unassignedFile(test, partnerId);
  const quarantinedFileId = await quarantinedFile(test, feed);
  const replay = await replayOf(test, feed, { fileId, runId });
  const bulk = await bulkReplayOf(test, feed, { fileId, runId });
  const backtestId = await queuedBacktest(test, feedId);
  const queuedRunId = hub.newId('run');
  await hub.database.runs.enqueue(newRun(test, feed, { id: queuedRunId, fileId }));
  const { items: errors } = await hub.database.rowErrors.list({ run: runId, limit: 1 }, null);
  const memberId = `${partnerId}:E1`;
  const { items: entries } = await hub.database.members.entries(memberId, { limit: 1 });
  const [rowError] = errors;
  const [entry] = entries;
  if (!rowError || !entry) throw new Error('The run left no row error or no entry');
  return {
    partnerId,
    feedId,
    fileId,
    unassignedFileId,
    quarantinedFileId,
    runId,
    driftEventId,
    queuedRunId,
    rowErrorId: rowError.id,
    memberId,
    entryId: entry.id,
    ...replay,
    jobId: await exportOfRuns(test),
    queuedJobId: await queuedExport(test),
    ...bulk,
    ...rules,
    backtestId,
    viewId: await viewOfAdmin(test, partnerId),
  };
}

/** A version that waits to be promoted, and the draft that it was frozen from. */
async function changeOf(
  test: TestHub,
  ruleSet: string,
): Promise<Pick<Seeded, 'testRunId' | 'changeRequestId'>> {
  const { version, testRunId } = await freezeTested(test, ruleSet, 'seeded');
  const body = { ruleSet, version, reason: 'to be asked about' };
  const request = await test.call('createChangeRequest', { body });
  return { testRunId, changeRequestId: String(request.body['id']) };
}

async function queuedBacktest({ call }: TestHub, ruleSetId: string): Promise<string> {
  const body = { files: { last: 10 } };
  const created = await call('createBacktest', { params: { ruleSetId }, body });
  return String(created.body['id']);
}

async function viewOfAdmin({ hub }: TestHub, name: string): Promise<string> {
  const id = hub.newId('view');
  const owner = { issuer: issuerUrl, subject: 'admin' };
  const content = { name, query: {}, columns: null, density: null, shared: false };
  const view = { id, list: 'runs', owner, at: hub.clock.now(), ...content };
  await hub.database.savedViews.insert(view);
  return id;
}

async function queuedExport({ call }: TestHub): Promise<string> {
  const body = { list: 'runs', query: {}, columns: ['id'] };
  return String((await call('createExport', { body })).body['id']);
}

async function exportOfRuns(test: TestHub): Promise<string> {
  const { buckets, hub } = test;
  const { jobs } = hub.database;
  const id = await queuedExport(test);
  const job = await jobs.claim('worker-1', { leaseS: 60, attemptsMax: 5, only: id });
  if (!job) throw new Error(`${id} cannot be claimed`);
  const key = `${id}/1.csv`;
  await buckets.put({ bucket: 'waybill-exports', key }, 'Run\r\n');
  const at = hub.clock.now();
  const result: ExportResult = {
    list: 'runs',
    fileName: 'runs.csv',
    rows: 0,
    bytes: 5,
    sha256: '0'.repeat(64),
    isMasked: false,
    key,
    expiresAt: at.toISOString(),
  };
  await jobs.finish(job.lease, { state: 'succeeded', result }, at);
  return id;
}

async function archivedFile({ buckets, hub }: TestHub, feed: FeedConfig): Promise<string> {
  const { files } = hub.database;
  const id = hub.newId('file');
  const at = hub.clock.now();
  const key = `${feed.partner}/${feed.code}/purchases-1.csv`;
  const archive = { bucket: 'waybill-archive', key: `${key}-${id}`, at };
  await buckets.put(archive, exampleFile);
  const object = { bucket: 'waybill-landing', key, version: id, etag: id, sequencer: '' };
  await files.register({ ...object, sizeBytes: exampleFile.length }, { id, at });
  const owner = { feedId: feed.id, partnerId: feed.partner };
  await files.move(id, ['received'], 'assigned', owner);
  await files.move(id, ['assigned'], 'processing', {});
  await files.move(id, ['processing'], 'processed', {});
  await files.move(id, ['processed'], 'archived', { archive });
  return id;
}

async function quarantinedFile({ buckets, hub }: TestHub, feed: FeedConfig): Promise<string> {
  const { files } = hub.database;
  const id = hub.newId('file');
  const at = hub.clock.now();
  const key = `${feed.partner}/${feed.code}/purchases-odd.csv`;
  const archive = { bucket: 'waybill-quarantine', key: `${key}-${id}`, at };
  await buckets.put(archive, exampleFile);
  const object = { bucket: 'waybill-landing', key, version: id, etag: id, sequencer: '' };
  await files.register({ ...object, sizeBytes: exampleFile.length }, { id, at });
  const owner = { feedId: feed.id, partnerId: feed.partner };
  await files.move(id, ['received'], 'assigned', owner);
  await files.move(id, ['assigned'], 'quarantined', { archive });
  return id;
}

async function unassignedFile({ buckets, hub }: TestHub, partnerId: string): Promise<string> {
  const key = `${partnerId}/unknown/letter.csv`;
  await buckets.put({ bucket: 'waybill-landing', key }, exampleFile);
  const { fileId } = await hub.reception.receive({ bucket: 'waybill-landing', key });
  if (fileId === null) throw new Error('The file was not taken in');
  await hub.database.files.move(fileId, ['unassigned'], 'unassigned', { partnerId });
  return fileId;
}

function newRun(
  { hub }: TestHub,
  feed: FeedConfig,
  run: { id: string; fileId: string; kind?: 'file' | 'plan' | 'replay'; originalRunId?: string },
) {
  const usual = { kind: 'file' as const, rows: 'all' as const, originalRunId: null };
  return { ...usual, feedId: feed.id, bundleId: feed.bundle.id, at: hub.clock.now(), ...run };
}

async function claimed({ hub }: TestHub, runId: string): Promise<Lease> {
  const options = { leaseS: 60, attemptsMax: 5, only: runId };
  const run = await hub.database.runs.claim('worker-1', options);
  if (!run) throw new Error(`${runId} cannot be claimed`);
  return run.lease;
}

async function finishedRun(
  test: TestHub,
  feed: FeedConfig,
  { fileId, driftEventId }: Pick<Seeded, 'fileId' | 'driftEventId'>,
): Promise<string> {
  const { database, newId, clock } = test.hub;
  const id = newId('run');
  await database.runs.enqueue(newRun(test, feed, { id, fileId }));
  const lease = await claimed(test, id);
  const { runNo } = lease;
  const at = clock.now();
  const counts = { ...noCounts, read: 3, posted: 2, rejected: 1 };
  await database.transaction(async (tx) => {
    await tx.runs.advance(lease, { rowNo: 3, counts, pointsAccrued: 31, pointsReversed: 0 }, 60);
    await tx.members.create(feed.partnerNo, ['E1', 'E2'], at);
    await tx.ledger.book([entryOf(feed, runNo, 1, 24), entryOf(feed, runNo, 3, 7)], at);
    await tx.rowPages.write({ runNo, firstRow: 1, rows: outcomes });
    await tx.rowErrors.insert(runNo, [rejected], at);
    await tx.runs.addEvents(runNo, [rejectedEvent(at)]);
    await tx.driftEvents.see(runNo, [{ id: driftEventId, ...addedColumn }], at);
  });
  await database.runs.finish(lease, 'partial', null, at);
  return id;
}

async function replayOf(
  test: TestHub,
  feed: FeedConfig,
  { fileId, runId }: { fileId: string; runId: string },
): Promise<{ planId: string; replayId: string }> {
  const { clock, database, newId } = test.hub;
  const [planId, planRunId, replayId, replayRunId] = ['plan', 'run', 'replay', 'run'].map(newId);
  if (!planId || !planRunId || !replayId || !replayRunId) throw new Error('no ids');
  const at = clock.now();
  const checksum = await database.ledger.checksum(feed.feedNo);
  const original = { fileId, originalRunId: runId };
  await database.runs.enqueue(newRun(test, feed, { id: planRunId, kind: 'plan', ...original }));
  await database.replays.insertPlan({
    id: planId,
    originalRunId: runId,
    planRunId,
    rows: 'all',
    rules: 'current',
    bundleId: feed.bundle.id,
    at,
    expiresAt: new Date(at.getTime() + 86_400_000),
  });
  await database.replays.addEffects(planRunId, noEffects, new Map());
  await database.runs.finish(await claimed(test, planRunId), 'succeeded', null, at);
  const start = {
    planId,
    replayId,
    runId: replayRunId,
    reason: 'to be sure',
    requestedBy: 'person:support',
    at,
  };
  await database.replays.start(start);
  await database.runs.enqueue(newRun(test, feed, { id: replayRunId, kind: 'replay', ...original }));
  await database.replays.addEffects(replayRunId, noEffects, new Map());
  await database.replays.recordChecksum(replayRunId, 'before', checksum);
  await database.replays.recordChecksum(replayRunId, 'after', checksum);
  await database.runs.finish(await claimed(test, replayRunId), 'succeeded', null, at);
  return { planId, replayId };
}

/** A bulk plan of the run, and another one of which the canary waits for people. */
async function bulkReplayOf(
  test: TestHub,
  feed: FeedConfig,
  original: { fileId: string; runId: string },
): Promise<{ bulkPlanId: string; bulkReplayId: string }> {
  const { clock, database, newId } = test.hub;
  const at = clock.now();
  const [bulkPlanId, usedId, bulkReplayId] = ['bplan', 'bplan', 'bulk'].map(newId);
  if (!bulkPlanId || !usedId || !bulkReplayId) throw new Error('no ids');
  for (const planId of [bulkPlanId, usedId]) await bulkPlanOf(test, feed, original, planId);
  const limits = { rejectedPercent: 10, points: null };
  const start = { id: bulkReplayId, planId: usedId, jobId: newId('job'), limits, at };
  const said = {
    reason: 'to be sure',
    requestedBy: 'person:support',
    afterCanary: 'wait' as const,
  };
  await database.bulkReplays.start({ ...start, ...said });
  await database.bulkReplays.move(bulkReplayId, ['canary'], 'waiting');
  return { bulkPlanId, bulkReplayId };
}

async function bulkPlanOf(
  test: TestHub,
  feed: FeedConfig,
  { fileId, runId }: { fileId: string; runId: string },
  id: string,
): Promise<void> {
  const { clock, database, newId } = test.hub;
  const { bulkReplays, replays, runs } = database;
  const at = clock.now();
  const expiresAt = new Date(at.getTime() + 86_400_000);
  const chosen = { rows: 'all', rules: 'current' } as const;
  const selection = { ids: [runId] };
  const asked = { requestedBy: 'person:support', canary: 1, jobId: newId('job'), at };
  await bulkReplays.insertPlan({ id, selection, ...chosen, ...asked }, null);
  const [replayPlanId, planRunId] = [newId('plan'), newId('run')];
  await runs.enqueue(
    newRun(test, feed, { id: planRunId, kind: 'plan', fileId, originalRunId: runId }),
  );
  const common = { originalRunId: runId, planRunId, bundleId: feed.bundle.id, at, expiresAt };
  await replays.insertPlan({ id: replayPlanId, ...chosen, ...common });
  await bulkReplays.planning(id, 1, replayPlanId);
  await replays.addEffects(planRunId, noEffects, new Map());
  await runs.finish(await claimed(test, planRunId), 'succeeded', null, at);
  await bulkReplays.planned(id, 1, null);
  await bulkReplays.ready(id, expiresAt);
}

const noCounts = {
  read: 0,
  posted: 0,
  unchanged: 0,
  duplicate: 0,
  conflict: 0,
  rejected: 0,
  skipped: 0,
};
const noEffects = {
  inserted: 0,
  unchanged: 3,
  reversed: 0,
  conflict: 0,
  rejected: 0,
  skipped: 0,
  pointsDelta: 0,
};

function entryOf(feed: FeedConfig, runNo: number, rowNo: number, points: number) {
  return {
    kind: 'accrual' as const,
    feedNo: feed.feedNo,
    partnerNo: feed.partnerNo,
    txnId: `T${rowNo}`,
    revision: 0,
    memberNo: 'E1',
    points,
    occurredOn: day('2026-11-01'),
    expiresOn: null,
    runNo,
    rowNo,
    bundleId: feed.bundle.id,
    clauses: rowNo === 1 ? 'bonus/books+base' : 'base',
    contentHash: rowNo,
  };
}

const lines = exampleFile.split('\n');

/** Where the rows of the example file are, as the decoder says. */
const outcomes: RowOutcomeRecord[] = [1, 2, 3].map((rowNo) => ({
  rowNo,
  line: rowNo + 1,
  offset: lines.slice(0, rowNo).join('\n').length + 1,
  byteLength: lines[rowNo]?.length ?? 0,
  outcome: rowNo === 2 ? 'rejected' : 'posted',
  code: rowNo === 2 ? 'TYPE-003' : null,
  txnId: `T${rowNo}`,
  memberNo: rowNo === 2 ? 'E2' : 'E1',
}));

const addedColumn = { kind: 'added', column: null, found: 'shop', suggestion: null } as const;

const message = 'Line 3, column “date”: expected a date, found “31.02.2026”.';

const rejected = {
  rowNo: 2,
  line: 3,
  outcome: 'rejected' as const,
  problems: [
    {
      code: 'TYPE-003',
      name: 'DATE',
      scope: 'row' as const,
      message,
      line: 3,
      column: 'date',
      found: '31.02.2026',
      expected: 'a date',
    },
  ],
  columns: ['txn_id', 'member_id', 'date', 'amount', 'category', 'note'],
  cells: ['T2', 'E2', '31.02.2026', '5.00', '', 'call 555-0100'],
  rawLine: 'T2,E2,31.02.2026,5.00,,call 555-0100',
};

function rejectedEvent(at: Date) {
  return {
    at: at.toISOString(),
    attempt: 1,
    stage: 'validate' as const,
    level: 'warning' as const,
    code: 'ROWS-REJECTED',
    message,
  };
}
