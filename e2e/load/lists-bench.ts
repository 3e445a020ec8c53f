import { examplePurchases, openTestHub } from '@waybill/api/testing';
import type { TestHub } from '@waybill/api/testing';
import type { OperationKey } from '@waybill/contracts';
import { openRawSql } from '@waybill/store/testing/raw-sql';
import type { RawSql } from '@waybill/store/testing/raw-sql';
import { startMariaDb } from '@waybill/store/testing/mariadb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillWithRows } from './million-rows.ts';

const budgetMs = 300;
const rounds = 20;
const rows = Number(process.env['WAYBILL_BENCH_ROWS'] ?? 1_000_000);

interface Ask {
  readonly key: OperationKey;
  readonly query: Filter;
}

const ofFeed = { partner: 'p3', feed: 'p3.purchases' };
const week = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' };

type Filter = Readonly<Record<string, string>>;

const runFilters: readonly Filter[] = [
  {},
  { partner: 'p3' },
  ofFeed,
  { state: 'failed' },
  { state: 'failed,partial' },
  { state: 'queued' },
  { partner: 'p3', state: 'failed' },
  { partner: 'p3', state: 'failed,partial,cancelled,repaired,succeeded' },
  week,
  { ...week, state: 'failed' },
  { ...week, state: 'failed,partial' },
  { q: '77777' },
  { q: '7' },
  { q: 'purchases' },
  { q: 'purchases-2026-03-01' },
  { q: 'purchases-2026-03' },
  { q: 'purchases-2026-03', state: 'failed,partial' },
  { q: 'purchases', partner: 'p3', state: 'failed' },
  { q: 'nothing-like-it' },
  { q: 'run_777' },
  { q: 'run_7' },
  { ruleVersion: 'none@1' },
];
const fileFilters: readonly Filter[] = [
  {},
  { partner: 'p3' },
  ofFeed,
  { state: 'quarantined' },
  { state: 'quarantined,unassigned' },
  { partner: 'p3', state: 'quarantined,unassigned' },
  { q: '77777' },
  { q: 'purchases' },
  { q: 'purchases-2026-03' },
  { q: 'nothing-like-it' },
  { q: 'file_777' },
  week,
];
const errorFilters: readonly Filter[] = [
  {},
  { partner: 'p3' },
  ofFeed,
  { state: 'open' },
  { partner: 'p3', state: 'open,resolved' },
  { code: 'TYPE-003' },
  { code: 'NONE-001' },
  { code: 'TYPE-003', feed: 'p3.purchases', state: 'open' },
  { q: 'T77777' },
  { q: 'E12' },
  { run: 'run_500010' },
  week,
];
const memberFilters: readonly Filter[] = [
  {},
  { partner: 'p3' },
  { state: 'closed' },
  { state: 'frozen' },
  { state: 'active,closed' },
  { partner: 'p3', state: 'closed' },
  { q: 'E77777' },
  { q: 'E7', state: 'frozen' },
  { q: 'E7', partner: 'p3' },
];
const entryFilters: readonly Filter[] = [
  {},
  { partner: 'p3' },
  ofFeed,
  { member: 'p3:E12' },
  { txnId: 'T77777' },
  { txnId: 'T77777', ...week },
  { run: 'run_500010' },
  { kind: 'reversal' },
  { partner: 'p3', kind: 'reversal' },
  { ruleVersion: 'none@1' },
  week,
];
const auditFilters: readonly Filter[] = [
  {},
  { action: 'file.assigned' },
  { actor: 'person:support' },
  { actor: 'nobody' },
  { object: 'run_777777' },
  { actor: 'person:support', action: 'file.assigned' },
  week,
];

const asksOf = (key: OperationKey, queries: readonly Filter[], sorts: readonly string[] = []) =>
  [...(sorts.length === 0 ? [{}] : sorts.map((sort) => ({ sort })))].flatMap((sort) =>
    queries.map((query): Ask => ({ key, query: { ...query, ...sort } })),
  );
const hundred = (asks: readonly Ask[]) =>
  asks.map(({ key, query }): Ask => ({ key, query: { ...query, limit: '100' } }));

/** Counts are of all states, so that the others can be offered. */
const ofEveryState = (filters: readonly Filter[]) =>
  filters.filter((filter) => filter['state'] === undefined);

/** A filter to its rows. */
const asks: readonly Ask[] = hundred([
  ...asksOf('listRuns', runFilters, ['newest', 'oldest', 'longest', 'most-rejected']),
  ...asksOf('listFiles', fileFilters, ['newest', 'oldest', 'largest']),
  ...asksOf('listRowErrors', errorFilters, ['newest', 'oldest']),
  ...asksOf('listMembers', memberFilters, ['number', 'changed']),
  ...asksOf('listLedgerEntries', entryFilters),
  ...asksOf('listAuditEvents', auditFilters, ['newest', 'oldest']),
]);

/** The counts beside the rows, which do not wait for them. */
const counts: readonly Ask[] = [
  ...asksOf(
    'getRunStats',
    runFilters.map((filter) => ({ ...filter, bucket: 'none' })),
  ),
  ...asksOf('getFileStats', ofEveryState(fileFilters)),
  ...asksOf('getRowErrorStats', ofEveryState(errorFilters)),
  ...asksOf('listRowErrorClusters', errorFilters),
  ...asksOf('getMemberStats', ofEveryState(memberFilters)),
  ...asksOf(
    'searchHub',
    ['purchases', '77777', 'E7', 'run_7', 'purchases-2026-03'].map((q) => ({ q })),
  ),
];

/** From a filter to its rows, through the whole API, over lists of a million: p95 of every combination that people use. */
export async function benchLists(): Promise<void> {
  // A database that `fillHub` filled before, since filling takes longer than asking.
  const filled = process.env['WAYBILL_BENCH_LISTS_URL'];
  if (filled !== undefined) {
    await askAll(filled);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'waybill-lists-'));
  try {
    await benchOn('SQLite', `sqlite:${join(folder, 'hub.db')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const server = await startMariaDb({ bufferPoolMb: 1024, flushLogAtCommit: 2 });
  try {
    await benchOn('MariaDB', server.url);
  } finally {
    await server.stop();
  }
}

export async function askAll(url: string): Promise<void> {
  for (const [what, questions] of Object.entries({ rows: asks, counts })) {
    // Opened for each part: a token lasts for minutes only.
    const hub = await openTestHub({ databaseUrl: url });
    let slow = 0;
    for (const ask of questions) slow += (await report(hub, ask)) ? 0 : 1;
    console.log(`${what}: ${questions.length} questions, ${slow} over ${budgetMs} ms`);
    if (slow > 0) process.exitCode = 1;
    await hub.close();
  }
}

async function benchOn(engine: string, url: string): Promise<void> {
  const filled = await fillHub(url);
  console.log(`\nLists on ${engine}, ${rows} rows each (filled in ${filled} s), p95 of ${rounds}`);
  await askAll(url);
}

/** Seconds it took. */
export async function fillHub(url: string): Promise<number> {
  const started = performance.now();
  const hub = await openTestHub({ databaseUrl: url });
  for (let partner = 1; partner <= 10; partner += 1) {
    const id = `p${partner}`;
    await hub.call('createPartner', { body: { id, name: `Partner ${partner}` } });
    await hub.call('createFeed', { params: { partnerId: id }, body: examplePurchases });
  }
  await hub.close();
  const raw = await openRawSql(url);
  if (url.startsWith('sqlite:')) await withoutIndexes(raw, () => fillWithRows(raw, rows));
  else {
    await fillWithRows(raw, rows);
    const tables = await raw.rows(`select table_name as name from information_schema.tables
      where table_schema = database() and table_type = 'BASE TABLE'`);
    // A server that goes on does so by itself.
    await raw.run(`analyze table ${tables.map(({ name }) => String(name)).join(', ')}`);
  }
  await raw.close();
  return Math.round((performance.now() - started) / 1000);
}

/** Indexes that are made of rows that are there are made by sorting, ten times as fast as row by row. */
async function withoutIndexes(raw: RawSql, work: () => Promise<void>): Promise<void> {
  await raw.run('pragma synchronous = off; pragma cache_size = -1000000');
  const indexes = await raw.rows(
    `select name, sql from sqlite_master where type = 'index' and sql is not null`,
  );
  for (const { name } of indexes) await raw.run(`drop index ${String(name)}`);
  await work();
  for (const { sql } of indexes) await raw.run(String(sql));
}

async function report(hub: TestHub, { key, query }: Ask): Promise<boolean> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const { status, body } = await hub.call(key, { query });
    if (status !== 200) throw new Error(`${key} answers ${status}: ${JSON.stringify(body)}`);
    took.push(performance.now() - start);
    // What takes seconds need not be asked twenty times to be known as too slow.
    if (performance.now() - start > 3000) break;
  }
  const p95 = took.toSorted((one, other) => one - other)[Math.ceil(took.length * 0.95) - 1] ?? 0;
  const words = new URLSearchParams(query).toString() || 'everything';
  const verdict = p95 <= budgetMs ? '' : '  TOO SLOW';
  console.log(`  ${p95.toFixed(1).padStart(8)} ms  ${key}  ${words}${verdict}`);
  return p95 <= budgetMs;
}
