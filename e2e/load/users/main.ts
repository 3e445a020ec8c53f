import { startMariaDb } from '@waybill/store/testing/mariadb';
import { openRawSql } from '@waybill/store/testing/raw-sql';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot, startHub } from '../../fixtures/hub.ts';
import type { HubAddresses } from '../../fixtures/hub.ts';
import { Machine } from '../../fixtures/machine.ts';
import { asksOf } from './asks.ts';
import { readStage } from './figures.ts';
import type { Stage } from './figures.ts';
import { runPlan, writeAsks } from './jmeter.ts';
import { whatThereIs } from './known.ts';
import { fillHub, keepDropping } from './partner-traffic.ts';
import { summaryPage } from './summary-page.ts';

/**
 * `npm run load [-- --users 20,50,100 --minutes 5 --pause 500 --seed 1 --out dist/load]`: JMeter's users against a hub on MariaDB that
 * takes files in meanwhile. Ends with 1 when an answer was not as expected or the 95th percentile is over the budget.
 */
const budgetMs = 100;
const rampS = 15;
const { values: given } = parseArgs({
  options: {
    users: { type: 'string', default: '20,50,100' },
    minutes: { type: 'string', default: '5' },
    pause: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'dist/load' },
  },
});
const numbers = {
  users: given.users.split(',').map((users) => positive('--users', users)),
  seconds: positive('--minutes', given.minutes) * 60,
  pauseMs: positive('--pause', given.pause),
  seed: positive('--seed', given.seed),
};
const out = join(repositoryRoot, given.out);
mkdirSync(out, { recursive: true });

const server = await startMariaDb({ bufferPoolMb: 256, flushLogAtCommit: 1 });
const hub = await startHub({ databaseUrl: server.url });
try {
  const stages = await allStages(hub);
  const page = join(out, 'summary.html');
  writeFileSync(page, summaryPage(stages, machineWords(), budgetMs));
  console.log(`\n${page}`);
  if (stages.some(({ all, arriving }) => all.failed + arriving.failed > 0)) process.exitCode = 1;
  if (stages.some(({ all }) => all.quantile(0.95) > budgetMs)) process.exitCode = 1;
} finally {
  await hub.stop();
  await server.stop();
}

async function allStages(hub: HubAddresses): Promise<Stage[]> {
  const machine = new Machine(hub);
  await fillHub(hub, machine, { files: 40, rows: 2500, seed: numbers.seed });
  const asks = join(out, 'asks.csv');
  writeAsks(asks, await asksOf(await whatThereIs(machine), 20_000, numbers.seed));
  const bytes = await databaseBytes(server.url);
  console.log(
    `100,000 rows of 40 files are there, ${Math.round(bytes / 100_000)} bytes a row in the database. ${machineWords()}.`,
  );
  const stages: Stage[] = [];
  for (const users of numbers.users) {
    const stage = await oneStage(hub, users, asks);
    stages.push(stage);
    print(stage);
  }
  return stages;
}

async function oneStage(hub: HubAddresses, users: number, asks: string): Promise<Stage> {
  const results = join(out, `users-${users}.csv`);
  rmSync(results, { force: true });
  const ended = new AbortController();
  const dropping = keepDropping(hub, { everyS: 10, seed: users, signal: ended.signal });
  const how = { users, seconds: numbers.seconds + rampS, rampS };
  try {
    const target = {
      api: hub.api,
      tokenUrl: `${hub.issuer}/v1/token`,
      client: 'waybill-machine:machine-secret',
      scope: 'waybill.read waybill.write waybill.operate waybill.ingest waybill.payload',
    };
    const log = join(out, `users-${users}.log`);
    await runPlan(target, { ...how, pauseMs: numbers.pauseMs }, { asks, results, log });
  } finally {
    ended.abort();
    await dropping;
  }
  return readStage(results, how);
}

/** Data and indexes of all tables, counted anew: the database's own count lags behind. */
async function databaseBytes(url: string): Promise<number> {
  const raw = await openRawSql(url);
  const ofHub = `from information_schema.tables where table_schema = database()`;
  const tables = await raw.rows(`select table_name as name ${ofHub} and table_type = 'BASE TABLE'`);
  await raw.rows(`analyze table ${tables.map(({ name }) => String(name)).join(', ')}`);
  const [row] = await raw.rows(`select sum(data_length + index_length) as bytes ${ofHub}`);
  await raw.close();
  return Number(row?.['bytes']);
}

function print({ users, seconds, all, arriving, failures }: Stage): void {
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((part) => all.quantile(part));
  console.log(
    `${String(users).padStart(4)} users  ${all.count.toLocaleString('en').padStart(8)} requests  ${(all.count / (seconds - rampS)).toFixed(0).padStart(4)}/s  p50 ${p50}  p95 ${p95}  p99 ${p99}  max ${max} ms  (arriving: p95 ${arriving.quantile(0.95)} ms)  ${all.failed + arriving.failed} not as expected`,
  );
  for (const failure of failures) console.log(`       ${failure}`);
}

function machineWords(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, hub, MariaDB and JMeter on the same machine`;
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  console.error(`${name} wants a number above 0, not "${text}".`);
  process.exit(2);
}
