/**
 * CPU of decoding (and decoding + reading) a generated purchase file against csv-parse 7 in arrays mode, interleaved in
 * one process. Prints one line per contestant and the ratios; the goal is decode ≤ 0.30 of csv-parse.
 *
 * `node libs/tabular/bench/decode-bench.ts [rows] [rounds]`
 */
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse';
import { compileFeed, createDecoder } from '../src/index.ts';
import { cdnowPurchases, standardPurchases } from '../testing/index.ts';

const rows = Number(process.argv[2] ?? 300_000);
const rounds = Number(process.argv[3] ?? 5);
const chunkBytes = 64 * 1024;
const context = {
  sha256Hex: (text: string) => createHash('sha256').update(text).digest('hex'),
  fileSha256: '00'.repeat(32),
  today: 20_800,
};

const delimited = purchaseFile(rows);
const fixed = fixedWidthFile(rows);

const contestants: Record<string, () => Promise<number> | number> = {
  'csv-parse 7 arrays': () => csvParse(delimited),
  decode: () => decode(delimited),
  'decode + read': () => decodeAndRead(delimited, standardPurchases),
  'decode + read, fixed width, derived keys': () => decodeAndRead(fixed, cdnowPurchases),
};

const figures = new Map<string, number[]>();
for (let round = 0; round <= rounds; round++) {
  for (const [name, run] of Object.entries(contestants)) {
    const before = process.cpuUsage();
    const seen = await run();
    const { user, system } = process.cpuUsage(before);
    if (seen !== rows) throw new Error(`${name} saw ${String(seen)} rows of ${String(rows)}.`);
    // The first round warms up.
    if (round > 0) figures.set(name, [...(figures.get(name) ?? []), (user + system) / rows]);
  }
}

const reference = median(figures.get('csv-parse 7 arrays') ?? []);
for (const [name, perRow] of figures) {
  const cost = median(perRow);
  const range = `[${Math.min(...perRow).toFixed(2)}..${Math.max(...perRow).toFixed(2)}]`;
  process.stdout.write(
    `${name.padEnd(42)} ${cost.toFixed(2)} µs CPU/row ${range}  ratio ${(cost / reference).toFixed(3)}\n`,
  );
}

function decode(file: Uint8Array): number {
  const decoder = createDecoder(standardPurchases);
  let seen = 0;
  for (const chunk of chunksOf(file))
    for (const { cells } of decoder.push(chunk)) seen += Number(cells.length === 8);
  return seen + decoder.end().records.length;
}

function decodeAndRead(file: Uint8Array, format: typeof standardPurchases): number {
  const decoder = createDecoder(format);
  const reader = compileFeed(format, context);
  let seen = 0;
  for (const chunk of chunksOf(file))
    for (const record of decoder.push(chunk)) seen += Number(reader.read(record).problems === null);
  return seen + decoder.end().records.length;
}

async function csvParse(file: Uint8Array): Promise<number> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true });
  let seen = -1;
  parser.on('readable', () => {
    for (let cells: unknown = parser.read(); cells !== null; cells = parser.read())
      seen += Number(Array.isArray(cells) && cells.length === 8);
  });
  const ended = new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
  for (const chunk of chunksOf(file))
    if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
  parser.end();
  await ended;
  return seen;
}

function* chunksOf(file: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < file.length; at += chunkBytes) yield file.subarray(at, at + chunkBytes);
}

/** 7 % of the notes are quoted, 1 % are not ASCII, as in real exports. */
function purchaseFile(count: number): Uint8Array {
  const lines = ['txn_id,member_id,txn_date,amount,currency,qty,store,note'];
  for (let i = 0; i < count; i++) {
    const day = `2026-0${String(1 + (i % 9))}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const amount = `${String((i * 7) % 900)}.${String(i % 100).padStart(2, '0')}`;
    const note = i % 100 === 0 ? 'café' : i % 14 === 0 ? '"two, ""quoted"""' : 'regular';
    lines.push(
      `TX-${String(10_000_000 + i)},M-${String(i % 50_000)},${day},${amount},USD,${String(i % 9)},ST-${String(i % 300)},${note}`,
    );
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

function fixedWidthFile(count: number): Uint8Array {
  const lines = [' customer_id  date number_of_cds  dollar_value'];
  for (let i = 0; i < count; i++) {
    const amount = `${String(i % 900)}.${String(i % 100).padStart(2, '0')}`;
    lines.push(
      ` ${String(i % 90_000).padStart(5, '0')} 1997${String(101 + (i % 28)).padStart(4, '0')}${String(i % 9).padStart(3)}${amount.padStart(8)}`,
    );
  }
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
