import type { NewFeed, RowOutcome, RunCounts } from '@waybill/contracts';
import { plainDialect } from '@waybill/tabular/testing';
import type {
  Bundle,
  ClaimedRun,
  Database,
  FeedConfig,
  NewBundle,
  NewEntry,
  NewRowError,
  Nouns,
  RowOutcomeRecord,
  SeenDrift,
} from '../src/index.ts';

/** The moment most stories happen. */
export const at = new Date('2026-11-03T06:00:00.000Z');
export const leaseS = 30;

let stories = 0;

/** Ids that no other story in this process uses. */
export function fresh(prefix: string): string {
  stories += 1;
  return `${prefix}-${String(stories)}`;
}

export async function newPartner(
  db: Nouns,
  id = fresh('acme'),
  name = `Partner ${id}`,
): Promise<string> {
  await db.partners.insert({ id, name, state: 'live', timeZone: 'UTC', contacts: [] }, at);
  return id;
}

const feedFormat: Bundle['format'] = {
  documentType: 'purchase',
  dialect: plainDialect,
  layout: { columns: [{ name: 'txn', type: 'text', required: true }], unknownColumns: 'ignore' },
  mapping: { fields: [{ field: 'txnId', column: 'txn' }], transactionKey: { kind: 'column' } },
  valueMaps: [],
};

export async function newFeed(db: Nouns, partner: string, code = 'purchases'): Promise<FeedConfig> {
  const feed = {
    code,
    name: `Feed ${code}`,
    filePattern: `${code}-*.csv`,
    unknownMembers: 'create',
    format: feedFormat as NewFeed['format'],
    rules: null,
  } as const;
  await db.feeds.insert(partner, feed, { sha256: 'b'.repeat(64), ruleVersion: 'standard@1' }, at);
  const config = await db.feeds.config(`${partner}.${code}`);
  if (config === null) throw new Error('the feed was not written');
  return config;
}

/** A next version of the feed's bundle. */
export function aBundle(feed: FeedConfig, n: number): NewBundle {
  const { format, ruleVersion, rules } = feed.bundle;
  const change = { by: 'person:ada', reason: `change ${String(n)}` };
  return { format, ruleVersion, rules, sha256: String(n).repeat(64), ...change };
}

/** A column that no layout of these stories knows. */
export function aDrift(found: string): SeenDrift {
  return { kind: 'added', column: null, found, suggestion: null };
}

/** A file of the feed that is assigned to it; its id. */
export async function newFile(
  db: Nouns,
  feed: FeedConfig,
  name = `${fresh('file')}.csv`,
): Promise<string> {
  const object = {
    bucket: 'waybill-landing',
    key: `${feed.partner}/${feed.code}/${name}`,
    version: 'v1',
    etag: 'e1',
    sizeBytes: 100,
    sequencer: '',
  };
  const { file } = await db.files.register(object, { id: fresh('fil'), at });
  const change = { partnerId: feed.partner, feedId: feed.id, sha256: 'c'.repeat(64) };
  await db.files.move(file.id, ['received'], 'assigned', change);
  return file.id;
}

export interface RunWish {
  file?: string;
  kind?: 'file' | 'replay' | 'plan';
  rows?: 'all' | 'failed';
  of?: string;
  queuedAt?: Date;
}

/** A queued run; its id. */
export async function newRun(db: Nouns, feed: FeedConfig, wish: RunWish = {}): Promise<string> {
  const id = fresh('run');
  await db.runs.enqueue({
    id,
    kind: wish.kind ?? 'file',
    fileId: wish.file ?? (await newFile(db, feed)),
    feedId: feed.id,
    bundleId: feed.bundle.id,
    rows: wish.rows ?? 'all',
    originalRunId: wish.of ?? null,
    at: wish.queuedAt ?? at,
  });
  return id;
}

/** A replay of a run, planned and started; its run is queued. */
export async function newReplay(
  db: Nouns,
  feed: FeedConfig,
  original: ClaimedRun,
): Promise<{ plan: string; replay: string; run: string }> {
  const of = original.lease.runId;
  const planRunId = await newRun(db, feed, { kind: 'plan', of, file: original.fileId });
  const plan = fresh('pln');
  await db.replays.insertPlan({
    id: plan,
    originalRunId: of,
    planRunId,
    rows: 'all',
    rules: 'original',
    bundleId: feed.bundle.id,
    at,
    expiresAt: new Date(at.getTime() + 1000),
  });
  const { lease } = await claimed(db, planRunId);
  await db.runs.finish(lease, 'succeeded', null, at);
  const run = await newRun(db, feed, { kind: 'replay', of, file: original.fileId });
  const replay = fresh('rpl');
  const start = { planId: plan, replayId: replay, runId: run, reason: 'because', at };
  await db.replays.start({ ...start, requestedBy: 'person:ada' });
  return { plan, replay, run };
}

export async function claimed(
  db: Nouns,
  runId: string,
  worker = 'worker-1',
  lease = leaseS,
): Promise<ClaimedRun> {
  const run = await db.runs.claim(worker, { leaseS: lease, attemptsMax: 5, only: runId });
  if (run === null) throw new Error(`${runId} cannot be claimed`);
  return run;
}

/** A partner, its feed and a claimed run: where most stories begin. */
export async function runningHub(db: Database): Promise<{ feed: FeedConfig; run: ClaimedRun }> {
  const feed = await newFeed(db, await newPartner(db));
  return { feed, run: await claimed(db, await newRun(db, feed)) };
}

type EntryWish = Partial<NewEntry> & { txnId: string };

/** An accrual of 10 points for E1 unless wished otherwise. */
export function entryOf(feed: FeedConfig, run: ClaimedRun, wish: EntryWish): NewEntry {
  return {
    kind: 'accrual',
    feedNo: feed.feedNo,
    partnerNo: feed.partnerNo,
    revision: 0,
    memberNo: 'E1',
    points: 10,
    occurredOn: 20_000,
    expiresOn: null,
    runNo: run.lease.runNo,
    rowNo: 1,
    bundleId: feed.bundle.id,
    clauses: 'base',
    contentHash: 4_503_599_627_370_001,
    ...wish,
  };
}

export function counts(some: Partial<RunCounts> = {}): RunCounts {
  const none = { posted: 0, unchanged: 0, duplicate: 0, conflict: 0, rejected: 0, skipped: 0 };
  return { read: 0, ...none, ...some };
}

export function outcomeOf(
  rowNo: number,
  outcome: RowOutcome,
  wish: Partial<RowOutcomeRecord> = {},
): RowOutcomeRecord {
  return {
    rowNo,
    line: rowNo + 1,
    offset: rowNo * 20,
    byteLength: 19,
    outcome,
    code: outcome === 'posted' ? null : 'TYPE-001',
    txnId: `T${String(rowNo)}`,
    memberNo: 'E1',
    ...wish,
  };
}

export function rowErrorOf(
  rowNo: number,
  wish: { code?: string; column?: string; message?: string } = {},
): NewRowError {
  const { code = 'TYPE-003', column = 'amount', message = 'Not an amount' } = wish;
  return {
    rowNo,
    line: rowNo + 1,
    outcome: 'rejected',
    problems: [
      { code, name: 'DECIMAL', scope: 'row', message, column, found: 'abc', expected: '12.30' },
    ],
    columns: ['txn', 'amount'],
    cells: [`T${String(rowNo)}`, 'abc'],
    rawLine: `T${String(rowNo)},abc`,
  };
}
