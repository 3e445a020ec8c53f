import type { operations, ResponseOf } from '@waybill/contracts';
import { failure, mayReadPayload, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BucketStore, FeedStore, FileStore, RunStore } from '@waybill/store';
import { findBytes } from '../../file-bytes.ts';

type Operation = typeof operations.getRunRow;

export interface GetRunRowFailure {
  code: 'not-found' | 'file-gone';
  id: string;
}

export interface GetRunRowPorts {
  database: {
    runs: Pick<RunStore, 'find' | 'row'>;
    feeds: Pick<FeedStore, 'bundleOfRun'>;
    files: Pick<FileStore, 'get'>;
  };
  buckets: Pick<BucketStore, 'head' | 'readRange'>;
}

const lineBytesMax = 65_536;

/** One row with its outcome; its line is read again from the kept file, by its place, for those who may see it. */
export async function getRunRow(
  { params, caller }: Asked<Operation>,
  { database, buckets }: GetRunRowPorts,
): Promise<Result<ResponseOf<Operation>, GetRunRowFailure>> {
  const { runId, rowNo } = params;
  const run = await database.runs.find(runId, caller.partner);
  const found = run && (await database.runs.row(runId, Number(rowNo)));
  if (!found) return failure({ code: 'not-found', id: `${runId}, row ${rowNo}` });
  const { offset, byteLength, ...row } = found;
  if (!mayReadPayload(caller)) return success({ ...row, rawLine: null });

  const [file, bundle] = await Promise.all([
    database.files.get(run.file.id),
    database.feeds.bundleOfRun(runId),
  ]);
  const bytes = file && (await findBytes(buckets, file));
  const read =
    bytes && (await buckets.readRange(bytes, offset, Math.min(byteLength, lineBytesMax)));
  if (!read || read.outcome === 'absent') return failure({ code: 'file-gone', id: run.file.id });
  const text = new TextDecoder(bundle?.format.dialect.encoding).decode(read.bytes);
  return success({ ...row, rawLine: text.replace(/[\r\n]+$/, '') });
}
