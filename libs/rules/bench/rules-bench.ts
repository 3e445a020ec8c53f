import { compileRuleSet } from '../src/index.ts';
import { purchaseSlots, twentyRules } from '../src/testing.ts';
import { handWritten } from './hand-written.ts';
import { jsonRulesEngine } from './json-rules-engine.ts';
import { purchases, valuesOf } from './purchases.ts';

/** One measurement: points of all rows and how many rows a second of processor time does. */
interface Measured {
  readonly checksum: number;
  readonly rowsPerCpuSecond: number;
}

const rounds = 5;

/** Processor time of this process in seconds: on a shared machine the wall clock measures the neighbours. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function measure(rows: number, run: () => number | Promise<number>): Promise<Measured> {
  const started = cpuSeconds();
  const checksum = await run();
  return { checksum, rowsPerCpuSecond: rows / (cpuSeconds() - started) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Runs the twenty rules by hand, by Waybill and by json-rules-engine over the same rows, interleaved, and prints the ratios. */
async function main(): Promise<void> {
  const compiled = compileRuleSet(twentyRules(), purchaseSlots);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const { program } = compiled;
  const rows = purchases(20_000);
  const values = rows.map(valuesOf);
  const repeats = 25;
  const slowRows = rows.slice(0, 1_000);
  const runSlow = jsonRulesEngine();

  const byHand = () =>
    repeated(repeats, () => rows.reduce((sum, row) => sum + handWritten(row), 0));
  const byWaybill = () =>
    repeated(repeats, () => {
      let sum = 0;
      for (const row of values) {
        const decision = program.evaluate(row);
        if (decision.kind === 'accrue') sum += decision.points;
      }
      return sum;
    });
  const byJsonRulesEngine = async () => {
    let sum = 0;
    for (const row of slowRows) sum += await runSlow(row);
    return sum;
  };

  const slowByHand = slowRows.reduce((sum, row) => sum + handWritten(row), 0);
  const figures = { hand: [] as Measured[], waybill: [] as Measured[], slow: [] as Measured[] };
  for (let round = 0; round <= rounds; round += 1) {
    figures.hand.push(await measure(rows.length * repeats, byHand));
    figures.waybill.push(await measure(rows.length * repeats, byWaybill));
    figures.slow.push(await measure(slowRows.length, byJsonRulesEngine));
  }
  const checksums = new Set([...figures.hand, ...figures.waybill].map(({ checksum }) => checksum));
  if (checksums.size !== 1 || figures.slow.some(({ checksum }) => checksum !== slowByHand))
    throw new Error('The engines disagree about the points.');

  // The first round warms up and is not counted.
  const [hand, waybill, slow] = [figures.hand, figures.waybill, figures.slow].map((list) =>
    median(list.slice(1).map(({ rowsPerCpuSecond }) => rowsPerCpuSecond)),
  );
  report(hand ?? 0, waybill ?? 0, slow ?? 0, [...checksums][0] ?? 0);
}

function repeated(times: number, run: () => number): number {
  let sum = 0;
  for (let time = 0; time < times; time += 1) sum = run();
  return sum;
}

function report(hand: number, waybill: number, slow: number, checksum: number): void {
  const line = (name: string, rate: number) =>
    `${name.padEnd(28)}${Math.round(rate).toLocaleString('en').padStart(12)} rows/CPU-s`;
  process.stdout.write(
    [
      `20 rules x 3 conditions, 11-column rows, checksum ${checksum}`,
      line('hand-written JavaScript', hand),
      line('Waybill', waybill),
      line('json-rules-engine', slow),
      `Waybill / hand-written      ${(waybill / hand).toFixed(2)}`,
      `Waybill / json-rules-engine ${Math.round(waybill / slow)}`,
      '',
    ].join('\n'),
  );
}

await main();
