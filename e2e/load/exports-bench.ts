import type { Job } from '@waybill/contracts';
import { exportLists, exportResult } from '@waybill/contracts';
import { openDatabase } from '@waybill/store';
import { startMariaDb } from '@waybill/store/testing/mariadb';
import { setTimeout as pause } from 'node:timers/promises';
import { startHub } from '../fixtures/hub.ts';
import { Machine } from '../fixtures/machine.ts';
import { peakMemoryMb } from './process-figures.ts';

const rows = Number(process.env['WAYBILL_BENCH_ROWS'] ?? 1_000_000);
const limitMb = 350;
/** Ten times the rows may take this much more memory. */
const growthLimit = 1.15;
const rowsPerWrite = 5_000;
const jobLimitMs = 600_000;

/**
 * Peak memory of a worker that exports the members of a hub, and of one that exports ten times as many: each of a hub of its own that
 * was just started, with the worker, the object store and MariaDB as processes of their own.
 */
export async function benchExports(): Promise<void> {
  await compare('SQLite');
  const server = await startMariaDb({ bufferPoolMb: 1024, flushLogAtCommit: 2 });
  try {
    await compare('MariaDB', server.url);
  } finally {
    await server.stop();
  }
}

async function compare(engine: string, serverUrl?: string): Promise<void> {
  console.log(`\nExports on ${engine}, peak memory of the worker`);
  const few = await exportMembers(rows / 10, serverUrl);
  const all = await exportMembers(rows, serverUrl);
  const growth = all / few;
  const isFlat = growth <= growthLimit && all <= limitMb;
  console.log(`  ${growth.toFixed(2)} times as much${isFlat ? '' : '  NOT FLAT'}`);
  if (!isFlat) process.exitCode = 1;
}

/** MB that the worker had resident at most. */
async function exportMembers(members: number, serverUrl?: string): Promise<number> {
  const databaseUrl = serverUrl?.replace(/\/[^/]*$/, `/waybill_${members}`);
  const hub = await startHub(databaseUrl === undefined ? {} : { databaseUrl });
  try {
    await createMembers(hub.databaseUrl, members);
    const machine = new Machine(hub);
    const columns = exportLists.members.columns.map(({ key }) => key);
    const started = performance.now();
    const wish = { list: 'members', query: {}, columns };
    const { id } = await machine.must<Job>('POST', '/exports', wish);
    const result = exportResult.parse((await ended(machine, id)).result);
    const seconds = (performance.now() - started) / 1000;
    // A small file takes no memory either.
    if (result.rows !== members) throw new Error(`${result.rows} rows, expected ${members}`);
    const peakMb = await peakMemoryMb(await hub.pid('worker'));
    const megabytes = Math.round(result.bytes / 1_000_000);
    console.log(
      `  ${members.toLocaleString('en').padStart(9)} members  ${megabytes} MB of CSV  ${seconds.toFixed(1)} s  ${peakMb} MB`,
    );
    return peakMb;
  } finally {
    await hub.stop();
  }
}

async function createMembers(url: string, members: number): Promise<void> {
  const db = openDatabase(url);
  const now = new Date();
  const partner = { id: 'bench', name: 'Bench', state: 'live' as const, timeZone: 'UTC' };
  await db.partners.insert({ ...partner, contacts: [] }, now);
  for (let first = 0; first < members; first += rowsPerWrite) {
    const rows = Array.from({ length: rowsPerWrite }, (_, n) => member(first + n));
    await db.members.upsertRoster(1, rows, now);
  }
  await db.close();
}

function member(n: number) {
  return {
    memberNo: `E${String(n).padStart(8, '0')}`,
    name: `Member ${String(n)}`,
    email: `member-${String(n)}@example.com`,
    state: 'active' as const,
    jobTitle: 'Sales associate',
    department: 'Menswear',
    hiredOn: 15_000 + (n % 5_000),
    bornOn: n % 12_000,
    contentHash: n,
  };
}

async function ended(machine: Machine, id: string): Promise<Job> {
  const deadline = performance.now() + jobLimitMs;
  while (performance.now() < deadline) {
    const job = await machine.must<Job>('GET', `/jobs/${id}`);
    if (job.finishedAt !== null) return job;
    await pause(500);
  }
  throw new Error(`${id} has not ended`);
}
