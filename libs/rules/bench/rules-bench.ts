import { compileRuleSet, parseRuleSet } from '../src/index.ts';
import { purchaseSlots } from '../src/testing/purchase-slots.ts';
import { twentyRules } from '../src/testing/twenty-rules.ts';
import { celJs } from './cel-js.ts';
import { handWritten } from './hand-written.ts';
import { jsonRulesEngine } from './json-rules-engine.ts';
import { purchases, valuesOf } from './purchases.ts';
import type { Purchase } from './purchases.ts';
import { tallTable } from './tall-table.ts';
import { zenEngine } from './zen-engine.ts';

/** A way to judge rows by the twenty rules, over as many rows as take a fair time; it gives the sum of their points. */
interface Judge {
  readonly name: string;
  readonly rows: number;
  readonly repeats: number;
  readonly run: (rows: readonly Purchase[]) => number | Promise<number>;
  /** Waybill is to be at least this many times as fast. */
  readonly goal: number;
}

const rounds = 5;
const rowsMax = 20_000;
const slots = [...purchaseSlots, { name: 'lineNo', type: 'integer' } as const];

/** Processor time of this process in seconds, all threads: on a shared machine the wall clock measures the neighbours. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Of this thread alone: whoever waits for a program does not wait for the threads that optimise it. */
function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e3;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function judges(rows: readonly Purchase[]): [waybill: Judge, ...others: Judge[]] {
  const [first] = rows;
  if (first === undefined) throw new Error('There are no rows.');
  return [
    { name: 'Waybill', rows: rowsMax, repeats: 25, run: waybill(rows), goal: 1 },
    {
      name: 'hand-written JavaScript',
      rows: rowsMax,
      repeats: 25,
      run: (some) => some.reduce((sum, row) => sum + handWritten(row), 0),
      goal: 0.25,
    },
    { name: '@marcbachmann/cel-js', rows: rowsMax, repeats: 1, run: celJs(first), goal: 5 },
    { name: 'zen-engine', rows: 2_000, repeats: 1, run: zenEngine(), goal: 100 },
    { name: 'json-rules-engine', rows: 1_000, repeats: 1, run: jsonRulesEngine(), goal: 400 },
  ];
}

/** Rows are arrays of values to Waybill, as the decoder makes them; making them is not part of the judging. */
function waybill(rows: readonly Purchase[]): Judge['run'] {
  const compiled = compileRuleSet(twentyRules(), slots);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const values = rows.map(valuesOf);
  return () => {
    let sum = 0;
    for (const row of values) {
      const decision = compiled.program.evaluate(row);
      if (decision.kind === 'accrue') sum += decision.points;
    }
    return sum;
  };
}

/** Rows per second of processor time. Every judge must come to the points that the hand-written rules come to. */
async function rateOf({ name, rows, repeats, run }: Judge, all: readonly Purchase[]) {
  const some = all.slice(0, rows);
  const expected = some.reduce((sum, row) => sum + handWritten(row), 0);
  const started = cpuSeconds();
  for (let time = 0; time < repeats; time += 1)
    if ((await run(some)) !== expected) throw new Error(`${name} comes to other points.`);
  return (rows * repeats) / (cpuSeconds() - started);
}

/** All judges over the same rows, interleaved, the first round to warm up: rates, and how Waybill compares with each. */
async function benchRows(): Promise<void> {
  const rows = purchases(rowsMax);
  const [own, ...others] = judges(rows);
  const rates = new Map([own, ...others].map((judge) => [judge, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [judge, list] of rates) list.push(await rateOf(judge, rows));
  const rate = (judge: Judge) => median(rates.get(judge)?.slice(1) ?? []);
  const line = (judge: Judge, compared: string) => {
    const rounded = Math.round(rate(judge)).toLocaleString('en');
    return `${judge.name.padEnd(26)}${rounded.padStart(12)} rows/CPU-s   ${compared}\n`;
  };
  process.stdout.write('20 rules of 3 conditions, 12-column rows, the same points from all\n');
  process.stdout.write(line(own, ''));
  for (const other of others) {
    const ratio = rate(own) / rate(other);
    const shown = ratio < 10 ? ratio.toFixed(2) : String(Math.round(ratio));
    process.stdout.write(line(other, `Waybill is ${shown} times as fast (goal ${other.goal})`));
  }
}

/** From text to a program that can be run, as the hub does it once per bundle. */
function benchCompiling(): void {
  const text = JSON.stringify(tallTable(1_000));
  const times = Array.from({ length: 31 }, () => {
    const started = threadMilliseconds();
    const parsed = parseRuleSet(text);
    const compiled = parsed.ok && compileRuleSet(parsed.document, slots);
    if (!compiled || !compiled.ok) throw new Error('The table does not compile.');
    return threadMilliseconds() - started;
  });
  const [first = Number.NaN] = times;
  process.stdout.write(
    `A table of 1,000 rows, text to program: ${median(times).toFixed(1)} ms of processor time, the first ${first.toFixed(1)} (goal 50)\n`,
  );
}

benchCompiling();
await benchRows();
