import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { receiveObject, type PipelinePorts } from '@waybill/pipeline';
import type { Lease } from '@waybill/store';
import { startMariaDb } from '@waybill/store/testing/mariadb';
import { createObjectStore } from '../../apps/local/src/object-store/object-store.ts';
import type { Json } from '../state-language/definition.ts';
import { interpret, type Host } from '../state-language/interpret.ts';
import { largeFiles } from '../state-language/large-files.ts';
import { booksHashed } from './parts/books.ts';
import { FunctionPool } from './parts/function-pool.ts';
import { pipelineAt, prepareHub, storeKeys, type Place } from './parts/hub-for-parts.ts';
import { writePurchases } from '../../e2e/load/purchases.ts';

const rows = Number(process.env['WAYBILL_BENCH_ROWS'] ?? 2_000_000);
const parts = 8;
const writers = 2;
const key = 'bench/purchases/large.csv';
/** Killed in the middle, once. */
const victim = 3;

interface Measured {
  readonly seconds: number;
  readonly peakMb: number;
  readonly books: Record<string, unknown>;
}

/**
 * A large file as a whole and in parts, through the state machine that is deployed, on MariaDB. One process with a part is killed with
 * `kill -9`. Both must leave the same books, row by row.
 */
async function benchParts(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  const server = await startMariaDb({ bufferPoolMb: 1024, redoLogMb: 512, flushLogAtCommit: 1 });
  const buckets = ['waybill-landing', 'waybill-archive', 'waybill-quarantine'];
  const store = createObjectStore({
    ...storeKeys,
    dataDir: join(folder, 's3'),
    region: 'us-east-1',
    buckets: buckets.map((name) => ({ name, versioned: name === 'waybill-landing' })),
  });
  try {
    const path = join(folder, 'large.csv');
    await writePurchases(path, rows);
    await repeatSome(path);
    const { size } = await stat(path);
    const { port } = await store.listen(0);
    const placeOf = (name: string): Place => ({
      databaseUrl: server.url.replace(/\/[^/]*$/, `/${name}`),
      s3: `http://127.0.0.1:${port}`,
      partBytes: Math.ceil(size / parts),
      writers,
    });
    const whole = await measured(placeOf('whole'), path, asWhole);
    const apart = await measured(placeOf('apart'), path, inParts);
    report(whole, apart);
  } finally {
    await store.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ids of the first part come again in the last, some with other content. */
async function repeatSome(path: string): Promise<void> {
  const lines = Array.from({ length: 200 }, (_, at) => {
    const id = `T${String(1 + at * 7).padStart(10, '0')}`;
    return `${id},E0000001,2026-10-01,${at % 2 === 0 ? '1.00' : '3.00'},USD,1,S1,\n`;
  });
  await appendFile(path, lines.join(''));
}

async function measured(
  place: Place,
  path: string,
  process_: (pool: FunctionPool, ports: PipelinePorts) => Promise<void>,
): Promise<Measured> {
  const ports = pipelineAt(place);
  const pool = new FunctionPool(place);
  try {
    await prepareHub(ports.db);
    await ports.buckets.put({ bucket: 'waybill-landing', key }, createReadStream(path));
    const notice = { bucket: 'waybill-landing', key, sequencer: '' };
    const received = await receiveObject(ports, notice);
    if (received.kind !== 'queued') throw new Error(JSON.stringify(received));
    const started = performance.now();
    await process_(pool, ports);
    const seconds = (performance.now() - started) / 1000;
    const run = await ports.db.runs.find(received.runId, null);
    if (run?.state !== 'partial' || run.counts.read !== run.rowsTotal)
      throw new Error(JSON.stringify(run));
    const { counts, pointsAccrued, pointsReversed } = run;
    const hashes = await booksHashed(place.databaseUrl, ports.db, run.id);
    const books = { ...hashes, counts, pointsAccrued, pointsReversed };
    return { seconds, peakMb: pool.peakMb, books };
  } finally {
    pool.stop();
    await ports.db.close();
  }
}

async function asWhole(pool: FunctionPool): Promise<void> {
  await pool.invoke({ step: 'single' });
}

async function inParts(pool: FunctionPool, ports: PipelinePorts): Promise<void> {
  const lease = (await pool.invoke({ step: 'claim' })) as Lease | null;
  if (!lease) throw new Error('The run did not go by parts');
  const retried: string[] = [];
  const killing = killOnce(pool, ports, lease);
  await interpret(largeFiles(), { lease: { ...lease } }, hostOn(pool, retried));
  if (!(await killing)) throw new Error('No process was killed: the part was too quick');
  console.log(`part ${victim} was killed in the middle; tried again after: ${retried.join(', ')}`);
}

/** Waits until some rows of the part are booked and others are not. */
async function killOnce(pool: FunctionPool, { db }: PipelinePorts, lease: Lease): Promise<boolean> {
  for (;;) {
    const part = (await db.runParts.list(lease.runNo)).find(({ partNo }) => partNo === victim);
    if (part?.state === 'done') return false;
    if (part?.state === 'running' && part.progress.rowNo > 0) return pool.kill(victim);
    await pause(20);
  }
}

function hostOn(pool: FunctionPool, retried: string[]): Host {
  const call = (step: 'plan' | 'post' | 'finish' | 'interrupt') => async (input: Json) => {
    const event = input as unknown as { lease: Lease; part: number; failure: { Error: string } };
    try {
      return (await pool.invoke({ step, ...event })) as Json;
    } catch (error) {
      retried.push(error instanceof Error ? error.name : String(error));
      throw error;
    }
  };
  return {
    tasks: {
      '${PlanParts}': call('plan'),
      '${PostPart}': call('post'),
      '${FinishParts}': call('finish'),
      '${InterruptParts}': call('interrupt'),
    },
    sleep: (ms) => pause(ms),
    random: Math.random,
  };
}

function report(whole: Measured, apart: Measured): void {
  console.log(`\n${rows.toLocaleString('en')} rows and 200 repeated ids, MariaDB, one run`);
  const line = (name: string, { seconds, peakMb }: Measured) => {
    const rate = Math.round(rows / seconds).toLocaleString('en');
    const ratio = (whole.seconds / seconds).toFixed(2);
    console.log(
      `${name.padEnd(44)} ${rate.padStart(9)} rows/s  ${ratio}×  peak ${peakMb} MB resident`,
    );
  };
  line('as a whole, one process', whole);
  line(`in ${parts} parts, ${writers} at a time, one killed -9`, apart);
  for (const [name, value] of Object.entries(whole.books)) {
    const [a, b] = [JSON.stringify(value), JSON.stringify(apart.books[name])];
    console.log(`${name.padEnd(16)} ${a === b ? 'the same' : 'NOT THE SAME'}  ${a.slice(0, 66)}`);
    if (a !== b) process.exitCode = 1;
  }
}

await benchParts();
