import { failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { BucketStore, FileStore, RunStore } from '@waybill/store';
import type { FeedFormat, Value } from '@waybill/tabular';
import { readArchivedRow } from '../../archived-row/read-archived-row.ts';
import { findBytes } from '../../file-bytes.ts';

export interface ReceivedRowFailure {
  code: 'not-found' | 'file-gone' | 'row-unreadable';
  what: string;
}

export interface ReceivedRowPorts {
  database: {
    runs: Pick<RunStore, 'find' | 'row'>;
    files: Pick<FileStore, 'get'>;
  };
  buckets: Pick<BucketStore, 'head' | 'readRange'>;
}

export interface ReceivedRow {
  readonly values: readonly Value[];
  readonly txnId: string | null;
  readonly memberNo: string | null;
}

/** A row that a run over a file of the feed met, read with the feed's present format. */
export async function receivedRow(
  { database, buckets }: ReceivedRowPorts,
  { feed, run: runId, rowNo }: { feed: string; run: string; rowNo: number },
  format: FeedFormat,
  tenant: string | null,
): Promise<Result<ReceivedRow, ReceivedRowFailure>> {
  const what = `row ${String(rowNo)} of run ${runId}`;
  const run = await database.runs.find(runId, tenant);
  if (run?.feed !== feed) return failure({ code: 'not-found', what });
  const [place, first, file] = await Promise.all([
    database.runs.row(runId, rowNo),
    database.runs.row(runId, 1),
    database.files.get(run.file.id),
  ]);
  if (!place || !first || !file) return failure({ code: 'not-found', what });
  const bytes = await findBytes(buckets, file);
  const row = bytes && (await readArchivedRow(buckets, bytes, format, { place, first }));
  if (!row) return failure({ code: 'file-gone', what: file.id });
  if (!row.values) return failure({ code: 'row-unreadable', what });
  const { txnId, memberNo } = place;
  return success({ values: row.values, txnId, memberNo });
}
