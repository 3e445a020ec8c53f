/**
 * `node bench/write-bench.ts [rows] [mariadb|sqlite]`: what a batch of rows costs, end to end as the pipeline writes it: look up what is
 * booked, look up and create members, book, store every outcome, advance the run, all in one transaction per batch. Beside it, in the
 * same run and the same server, LOAD DATA of as many rows into a bare table.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMariaDb } from '../testing/mariadb.ts';
import { openDatabase } from '../src/index.ts';
import { queuedRun } from './bench-feed.ts';
import { loadData } from './load-data.ts';
import { entriesFrom, writeBatch } from './purchase-batch.ts';

const rows = Number(process.argv[2] ?? 200_000);
const engine = process.argv[3] ?? 'mariadb';
const batchSize = 5_000;
const clockTicksPerS = 100;

const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
const server =
  engine === 'mariadb'
    ? await startMariaDb({
        bufferPoolMb: 512,
        redoLogMb: 256,
        flushLogAtCommit: 1,
        localInfile: true,
      })
    : null;
const db = openDatabase(server?.url ?? `sqlite:${join(folder, 'bench.db')}`);
try {
  await db.migrate();
  const run = await queuedRun(db);
  if (server !== null) await measured('LOAD DATA', () => loadData(server.url, rows));
  await measured('book + pages', async () => {
    for (let row = 1; row <= rows; row += batchSize) {
      await writeBatch(db, run, entriesFrom(run, row, Math.min(batchSize, rows - row + 1)));
    }
  });
  const replayed = entriesFrom(run, 1, rows).map(({ txnId }) => txnId);
  await measured('booked()', async () => {
    for (let row = 0; row < rows; row += batchSize) {
      await db.ledger.booked(run.feedNo, replayed.slice(row, row + batchSize));
    }
  });
  await measured('checksum()', () => db.ledger.checksum(run.feedNo));
  await measured('integrity()', () => db.ledger.integrity());
} finally {
  await db.close();
  await server?.stop();
  await rm(folder, { recursive: true });
}

async function measured(name: string, work: () => Promise<unknown>): Promise<void> {
  const client = process.cpuUsage();
  const serverBefore = serverCpuUs();
  const start = performance.now();
  await work();
  const wallUs = (performance.now() - start) * 1000;
  const { user, system } = process.cpuUsage(client);
  const cells = [
    name.padEnd(14),
    `${(wallUs / rows).toFixed(1).padStart(6)} µs/row`,
    `${Math.round((rows / wallUs) * 1e6)
      .toLocaleString('en')
      .padStart(9)} rows/s`,
    `client ${((user + system) / rows).toFixed(1).padStart(5)} µs CPU`,
    `server ${((serverCpuUs() - serverBefore) / rows).toFixed(1).padStart(5)} µs CPU`,
  ];
  process.stdout.write(`${cells.join('   ')}\n`);
}

/** User and system time of the server so far; `/proc/<pid>/stat`, fields 14 and 15. */
function serverCpuUs(): number {
  if (server === null) return 0;
  const stat = readFileSync(`/proc/${String(server.pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / clockTicksPerS) * 1e6;
}
