import { Upload } from '@aws-sdk/lib-storage';
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { feedFormat, type Backtest, type Job, type RuleDraft } from '@waybill/contracts';
import { compileRuleSet, parseRuleSet, type Program } from '@waybill/rules';
import {
  compileFeed,
  createDecoder,
  type FeedReader,
  type RawRecord,
  type Value,
} from '@waybill/tabular';
import { startHub } from '../fixtures/hub.ts';
import { s3Client, settled } from '../fixtures/landing.ts';
import { Machine } from '../fixtures/machine.ts';
import { fiveRulesFeed } from './five-rules.ts';
import { cpuSecondsOf, peakMemoryMb } from './process-figures.ts';
import { writePurchases } from './purchases.ts';

const rows = Number(process.env['WAYBILL_BENCH_ROWS'] ?? 1_000_000);
const limitMs = 600_000;
const chunkBytes = 64 * 1024;
const key = 'bench/purchases/purchases.csv';
const ruleSet = '/rule-sets/bench.purchases';

/** So many rows a second, by the clock and by the processor time that all threads take. */
interface Rate {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * A backtest over an archived file, on SQLite, beside the same two rule sets over rows that are read and mapped already, beside
 * nothing but reading and mapping the file, and beside both in one. What is compared is processor time: the clock is the neighbours' too.
 */
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
    const file = await readFile(path);
    const before = engineRate(file);
    const backtest = await judged(machine, pid);
    const engine = mean(before, engineRate(file));
    const reading = rateOf(() => readThrough(file, () => undefined));
    const bound = boundOf(file);

    console.log(`\nBacktest of ${rows.toLocaleString('en')} archived rows, two sets of five rules`);
    console.log(`  ${''.padEnd(40)}     rows/s   rows/CPU-s  of the engine's`);
    line('both rule sets alone, rows in memory', engine, engine);
    line('decoding and mapping alone', reading, engine);
    line('decoding, mapping and both rule sets', bound, engine);
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

async function judged(machine: Machine, worker: number): Promise<{ rate: Rate; changed: number }> {
  const wish = { files: { last: 1 } };
  const cpuBefore = await cpuSecondsOf(worker);
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
      const cpuSeconds = (await cpuSecondsOf(worker)) - cpuBefore;
      const rate = { wall: rows / seconds, cpu: rows / cpuSeconds };
      return { rate, changed: found.rows.changed };
    }
    await pause(200);
  }
  throw new Error('the backtest has not ended');
}

/** What both rule sets judge of rows that are in memory. */
function engineRate(file: Uint8Array): Rate {
  const { values, programs } = inMemory(file);
  return rateOf(() => {
    let judgedRows = 0;
    while (judgedRows < rows) {
      for (const row of values) for (const program of programs) program.evaluate(row);
      judgedRows += values.length;
    }
    return judgedRows;
  });
}

/** What no backtest can pass that reads the file on one core: its rows are read and judged, and nothing is settled, compared or kept. */
function boundOf(file: Uint8Array): Rate {
  const { programs } = inMemory(file);
  return rateOf(() =>
    readThrough(file, (values) => {
      for (const program of programs) program.evaluate(values);
    }),
  );
}

/** Cuts the file and maps its rows, piece by piece as they come over the network. @returns how many could be read */
function readThrough(file: Uint8Array, look: (values: readonly Value[]) => void): number {
  const { decoder, reader } = readers();
  let read = 0;
  const take = (records: readonly RawRecord[]) => {
    for (const record of records) {
      const { values } = reader.read(record);
      if (values === null) continue;
      look(values);
      read += 1;
    }
  };
  for (let at = 0; at < file.length; at += chunkBytes)
    take(decoder.push(file.subarray(at, at + chunkBytes)));
  take(decoder.end().records);
  return read;
}

function rateOf(work: () => number): Rate {
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  const done = work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    wall: done / ((performance.now() - startedAt) / 1000),
    cpu: done / ((user + system) / 1e6),
  };
}

function mean(one: Rate, other: Rate): Rate {
  return { wall: (one.wall + other.wall) / 2, cpu: (one.cpu + other.cpu) / 2 };
}

function readers() {
  const format = feedFormat.parse(fiveRulesFeed.format);
  const context = {
    sha256Hex: (text: string) => hash('sha256', text),
    fileSha256: '0'.repeat(64),
    today: 21_000,
  };
  return { decoder: createDecoder(format), reader: compileFeed(format, context) };
}

function inMemory(file: Uint8Array): { values: readonly Value[][]; programs: readonly Program[] } {
  const { decoder, reader } = readers();
  const values: Value[][] = [];
  for (const record of decoder.push(file.subarray(0, 8_000_000))) {
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

function line(name: string, { wall, cpu }: Rate, engine: Rate): void {
  const figures = [wall, cpu].map((rate) => Math.round(rate).toLocaleString('en').padStart(11));
  console.log(`  ${name.padEnd(40)} ${figures.join('  ')}  ${(cpu / engine.cpu).toFixed(3)}`);
}
