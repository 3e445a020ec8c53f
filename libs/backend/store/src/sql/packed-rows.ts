import type { RowOutcome } from '@waybill/contracts';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { RowOutcomeRecord } from '../nouns/runs.ts';

const deflate = promisify<Buffer, { level: number }, Buffer>(deflateRaw);
const inflate = promisify<Buffer | Uint8Array, Buffer>(inflateRaw);

/** In the order of their digits; new outcomes go to the end. */
const outcomes = [
  'posted',
  'unchanged',
  'duplicate',
  'conflict',
  'rejected',
  'skipped',
] as const satisfies readonly RowOutcome[];
const digits = new Map<RowOutcome, number>(outcomes.map((outcome, digit) => [outcome, digit]));

/** Columns rather than rows, numbers as steps from the one before: both make the text short and alike, so it packs well. */
interface PackedRows {
  format: 1;
  rowNo: number[];
  line: number[];
  offset: number[];
  byteLength: number[];
  /** One digit per row. */
  outcome: string;
  codes: string[];
  /** Index into `codes`, -1 for none; empty when no row has a code. */
  code: number[];
  txnId: (string | null)[];
  memberNo: (string | null)[];
}

export async function packRows(rows: readonly RowOutcomeRecord[]): Promise<Uint8Array> {
  const codes = [...new Set(rows.flatMap(({ code }) => code ?? []))];
  const codeIndex = new Map(codes.map((code, index) => [code, index]));
  const packed: PackedRows = {
    format: 1,
    rowNo: steps(rows.map(({ rowNo }) => rowNo)),
    line: steps(rows.map(({ line }) => line)),
    offset: steps(rows.map(({ offset }) => offset)),
    byteLength: rows.map(({ byteLength }) => byteLength),
    outcome: rows.map(({ outcome }) => digits.get(outcome) ?? 0).join(''),
    codes,
    code: codes.length === 0 ? [] : rows.map(({ code }) => codeIndex.get(code ?? '') ?? -1),
    txnId: rows.map(({ txnId }) => txnId),
    memberNo: rows.map(({ memberNo }) => memberNo),
  };
  return deflate(Buffer.from(JSON.stringify(packed)), { level: 1 });
}

export async function unpackRows(body: Uint8Array): Promise<RowOutcomeRecord[]> {
  const packed = JSON.parse((await inflate(body)).toString()) as PackedRows;
  const line = sums(packed.line);
  const offset = sums(packed.offset);
  return sums(packed.rowNo).map((rowNo, index) => ({
    rowNo,
    line: line[index] ?? 0,
    offset: offset[index] ?? 0,
    byteLength: packed.byteLength[index] ?? 0,
    outcome: outcomes[Number(packed.outcome.charAt(index))] ?? 'rejected',
    code: packed.codes[packed.code[index] ?? -1] ?? null,
    txnId: packed.txnId[index] ?? null,
    memberNo: packed.memberNo[index] ?? null,
  }));
}

function steps(values: readonly number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}

function sums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
