import { startMariaDb } from '@waybill/store/testing/mariadb';
import mysql, { type Pool } from 'mysql2/promise';
import { Upload } from '@aws-sdk/lib-storage';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '@waybill/contracts';
import { startHub } from '../fixtures/hub.ts';
import { s3Client, settled } from '../fixtures/landing.ts';
import { Machine } from '../fixtures/machine.ts';
import { fiveRulesFeed } from './five-rules.ts';
import { peakMemoryMb } from './process-figures.ts';
import { createTables, loadByScript } from './plain-script.ts';
import { writePurchases } from './purchases.ts';

const scriptRows = { batched: 50_000, single: 5_000 };

/**
 * Rows a second and peak memory of the whole pipeline (file dropped → archived, every outcome stored, double entry) against
 * LOAD DATA of the same file into one flat table with a primary and two secondary keys, and against the plain script.
 */
export async function benchPipeline(
  sizes: readonly number[] = [200_000, 1_000_000],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  const server = await startMariaDb({
    bufferPoolMb: 1024,
    redoLogMb: 512,
    flushLogAtCommit: 1,
    localInfile: true,
  });
  try {
    for (const rows of sizes) {
      const path = join(folder, `purchases-${rows}.csv`);
      const expected = await writePurchases(path, rows);
      const load = await withPool(server.url, (pool) => loadData(pool, path));
      const hub = await throughHub(server.url, path, rows, expected);
      const again = await withPool(server.url, (pool) => loadData(pool, path));
      const loadRate = rows / ((load + again) / 2);
      const line = (name: string, rate: number, more = '') =>
        console.log(
          `${name.padEnd(34)} ${Math.round(rate).toLocaleString('en').padStart(10)} rows/s  ${(rate / loadRate).toFixed(3)} of LOAD DATA${more}`,
        );
      console.log(`\n${rows.toLocaleString('en')} rows, MariaDB, one run`);
      line('LOAD DATA LOCAL, one flat table', loadRate);
      line('Waybill, drop to archived', rows / hub.seconds, `  peak ${hub.peakMb} MB resident`);
      const batched = await withPool(server.url, (pool) =>
        script(pool, path, 500, scriptRows.batched),
      );
      const single = await withPool(server.url, (pool) => script(pool, path, 1, scriptRows.single));
      line(
        'script, batches of 500',
        batched,
        `  Waybill is ${(rows / hub.seconds / batched).toFixed(1)}×`,
      );
      line(
        'script, row by row',
        single,
        `  Waybill is ${(rows / hub.seconds / single).toFixed(1)}×`,
      );
      await rm(path);
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = mysql.createPool({
    uri: url,
    connectionLimit: 2,
    flags: ['+LOCAL_FILES'],
    infileStreamFactory: (path) => createReadStream(path),
  });
  try {
    await pool.query('create database if not exists bench');
    const scoped = mysql.createPool({
      uri: `${url.replace(/\/[^/]*$/, '')}/bench`,
      connectionLimit: 2,
      flags: ['+LOCAL_FILES'],
      infileStreamFactory: (path) => createReadStream(path),
    });
    try {
      return await work(scoped);
    } finally {
      await scoped.end();
    }
  } finally {
    await pool.end();
  }
}

/** Seconds for LOAD DATA of the file into a fresh flat table. */
async function loadData(pool: Pool, path: string): Promise<number> {
  await pool.query('drop table if exists flat');
  await pool.query(
    `create table flat (txn_id varbinary(64) primary key, member_id varbinary(64) not null, txn_date date, amount varchar(20), currency char(3),
       qty int, store varchar(64), note varchar(1024), key (member_id), key (txn_date)) engine=InnoDB`,
  );
  const started = performance.now();
  await pool.query(
    `load data local infile '${path}' into table flat character set utf8mb4 fields terminated by ',' optionally enclosed by '"' lines terminated by '\\n' ignore 1 lines`,
  );
  return (performance.now() - started) / 1000;
}

async function script(pool: Pool, path: string, batch: number, rowsMax: number): Promise<number> {
  await createTables(pool);
  const { rows, seconds } = await loadByScript(pool, path, batch, rowsMax);
  return rows / seconds;
}

async function throughHub(
  serverUrl: string,
  path: string,
  rows: number,
  expected: { posted: number; rejected: number; points: number },
) {
  const hub = await startHub({ databaseUrl: serverUrl.replace(/\/[^/]*$/, `/waybill_${rows}`) });
  try {
    const machine = new Machine(hub);
    await machine.must('POST', '/partners', { id: 'bench', name: 'Bench' });
    await machine.must('POST', '/partners/bench/feeds', fiveRulesFeed);
    const key = 'bench/purchases/purchases.csv';
    await new Upload({
      client: s3Client(hub),
      params: { Bucket: 'waybill-landing', Key: key, Body: createReadStream(path) },
    }).done();
    const { run } = await settled(machine, key, 600_000);
    if (!run) throw new Error('no run');
    mustMatch(run, rows, expected);
    return {
      seconds: (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt ?? '')) / 1000,
      peakMb: await peakMemoryMb(await hub.pid('worker')),
    };
  } finally {
    await hub.stop();
  }
}

/** A fast wrong answer is no figure. */
function mustMatch(
  run: Run,
  rows: number,
  expected: { posted: number; rejected: number; points: number },
): void {
  const found = {
    read: run.counts.read,
    posted: run.counts.posted,
    rejected: run.counts.rejected,
    points: run.pointsAccrued,
  };
  const wanted = {
    read: rows,
    posted: expected.posted,
    rejected: expected.rejected,
    points: expected.points,
  };
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(
      `the run is wrong: found ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`,
    );
  }
}
