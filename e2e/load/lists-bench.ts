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
  week,
  { ...week, state: 'failed' },
  { q: 'purchases-77777' },
  { q: 'nothing-like-it' },
  { q: 'run_777' },
  { ruleVersion: 'none@1' },
];
const asksOf = (key: OperationKey, queries: readonly Filter[]) =>
  queries.map((query): Ask => ({ key, query }));

const sorts = ['newest', 'oldest', 'longest', 'most-rejected'];
const asks: readonly Ask[] = [
  ...sorts.flatMap((sort) =>
    asksOf(
      'listRuns',
      runFilters.map((filter) => ({ ...filter, sort, limit: '100' })),
    ),
  ),
  ...asksOf(
    'getRunStats',
    runFilters.map((filter) => ({ ...filter, bucket: 'none' })),
  ),
  ...asksOf('listFiles', [
    {},
    { partner: 'p3' },
    ofFeed,
    { state: 'quarantined' },
    { q: '77777' },
    week,
  ]),
  ...asksOf('listRowErrors', [
    {},
    { partner: 'p3' },
    { state: 'open' },
    { code: 'TYPE-003' },
    { run: 'run_5' },
  ]),
  ...asksOf('listMembers', [{}, { partner: 'p3' }, { state: 'closed' }, { q: 'E77777' }]),
  ...asksOf('listLedgerEntries', [{}, { partner: 'p3' }, ofFeed, { member: 'p3:E12' }]),
  ...asksOf('listAuditEvents', [{}]),
];

/** From a filter to its rows, through the whole API, over lists of a million: p95 of every combination that people use. */
export async function benchLists(): Promise<void> {
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

async function benchOn(engine: string, url: string): Promise<void> {
  const filled = await fill(url);
  // Opened after the filling, which takes longer than a token lasts.
  const hub = await openTestHub(url);
  try {
    console.log(
      `\nLists on ${engine}, ${rows} rows each (filled in ${filled} s), p95 of ${rounds}`,
    );
    let slow = 0;
    for (const ask of asks) slow += (await report(hub, ask)) ? 0 : 1;
    console.log(`${asks.length} questions, ${slow} over ${budgetMs} ms`);
    if (slow > 0) process.exitCode = 1;
  } finally {
    await hub.close();
  }
}

/** Seconds it took. */
async function fill(url: string): Promise<number> {
  const started = performance.now();
  const hub = await openTestHub(url);
  for (let partner = 1; partner <= 10; partner += 1) {
    const id = `p${partner}`;
    await hub.call('createPartner', { body: { id, name: `Partner ${partner}` } });
    await hub.call('createFeed', { params: { partnerId: id }, body: examplePurchases });
  }
  await hub.close();
  const raw = await openRawSql(url);
  if (url.startsWith('sqlite:')) await withoutIndexes(raw, () => fillWithRows(raw, rows));
  else await fillWithRows(raw, rows);
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
