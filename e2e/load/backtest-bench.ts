import { Upload } from '@aws-sdk/lib-storage';
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { feedFormat, type Backtest, type Job, type RuleDraft } from '@waybill/contracts';
import { compileRuleSet, parseRuleSet, type Program } from '@waybill/rules';
import { compileFeed, createDecoder, type FeedReader, type Value } from '@waybill/tabular';
import { startHub } from '../fixtures/hub.ts';
import { s3Client, settled } from '../fixtures/landing.ts';
import { Machine } from '../fixtures/machine.ts';
import { fiveRulesFeed } from './five-rules.ts';
import { peakMemoryMb } from './peak-memory.ts';
import { writePurchases } from './purchases.ts';

const rows = Number(process.env['WAYBILL_BENCH_ROWS'] ?? 1_000_000);
const limitMs = 600_000;
const key = 'bench/purchases/purchases.csv';
const ruleSet = '/rule-sets/bench.purchases';

/** Rows a second of a backtest over an archived file, on SQLite, beside the same two rule sets over rows that are read and mapped already. */
export async function benchBacktest(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  const path = join(folder, 'purchases.csv');
  const hub = await startHub();
  try {
    await writePurchases(path, rows);
    const machine = new Machine(hub);
    await machine.must('POST', '/partners', { id: 'bench', name: 'Bench' });
    await machine.must('POST', '/partners/bench/feeds', fiveRulesFeed);
    const body = createReadStream(path);
    const params = { Bucket: 'waybill-landing', Key: key, Body: body };
    await new Upload({ client: s3Client(hub), params }).done();
    await settled(machine, key, limitMs);
    const text = JSON.stringify(candidate());
    await machine.must<RuleDraft>('POST', `${ruleSet}/draft`, { from: { kind: 'text', text } });

    const pid = await hub.pid('worker');
    const peakOfRun = await peakMemoryMb(pid);
    const before = engineRate(await readFile(path));
    const backtest = await judged(machine);
    const after = engineRate(await readFile(path));

    const engine = (before + after) / 2;
    console.log(`\nBacktest of ${rows.toLocaleString('en')} archived rows, two sets of five rules`);
    line('both rule sets alone, rows in memory', engine, engine);
    line('backtest, archived file to report', backtest.rate, engine);
    const peak = await peakMemoryMb(pid);
    console.log(
      `  ${peak} MB resident at most, ${peakOfRun} MB when the file itself was processed`,
    );
    console.log(`  ${backtest.changed.toLocaleString('en')} rows changed`);
  } finally {
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function judged(machine: Machine): Promise<{ rate: number; changed: number }> {
  const wish = { files: { last: 1 } };
  const { id, job } = await machine.must<Backtest>('POST', `${ruleSet}/backtests`, wish);
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const { startedAt, finishedAt } = await machine.must<Job>('GET', `/jobs/${job}`);
    if (startedAt !== null && finishedAt !== null) {
      const found = await machine.must<Backtest>('GET', `/backtests/${id}`);
      // A fast wrong answer is no figure.
      if (found.state !== 'succeeded' || found.rows.read !== rows || found.rows.changed === 0)
        throw new Error(JSON.stringify(found));
      const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
      return { rate: rows / seconds, changed: found.rows.changed };
    }
    await pause(200);
  }
  throw new Error('the backtest has not ended');
}

/** Rows a second that both rule sets judge, of rows that are in memory. */
function engineRate(file: Uint8Array): number {
  const { values, programs } = inMemory(file);
  const started = performance.now();
  let judgedRows = 0;
  while (judgedRows < rows) {
    for (const row of values) for (const program of programs) program.evaluate(row);
    judgedRows += values.length;
  }
  return judgedRows / ((performance.now() - started) / 1000);
}

function inMemory(file: Uint8Array): { values: readonly Value[][]; programs: readonly Program[] } {
  const format = feedFormat.parse(fiveRulesFeed.format);
  const reader = compileFeed(format, {
    sha256Hex: (text) => hash('sha256', text),
    fileSha256: '0'.repeat(64),
    today: 21_000,
  });
  const values: Value[][] = [];
  for (const record of createDecoder(format).push(file.subarray(0, 8_000_000))) {
    const read = reader.read(record);
    if (read.problems === null) values.push([...read.values]);
  }
  return {
    values,
    programs: [fiveRulesFeed.rules, candidate()].map((rules) => compiled(rules, reader)),
  };
}

function compiled(rules: unknown, { slots }: FeedReader): Program {
  const parsed = parseRuleSet(rules);
  const result = parsed.ok && compileRuleSet(parsed.document, slots);
  if (!result || !result.ok) throw new Error('The rules do not compile');
  return result.program;
}

/** Every basket from 150 on is a large one. */
function candidate(): unknown {
  return JSON.parse(JSON.stringify(fiveRulesFeed.rules).replace('>= 200.0', '>= 150.0'));
}

function line(name: string, rate: number, engine: number): void {
  const perSecond = Math.round(rate).toLocaleString('en').padStart(10);
  console.log(`  ${name.padEnd(40)} ${perSecond} rows/s  ${(rate / engine).toFixed(3)}`);
}
