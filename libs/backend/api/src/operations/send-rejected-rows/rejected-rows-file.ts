import { byteOrderMark, csvRecord, exportLists, sendBackColumns } from '@waybill/contracts';
import type { Caller } from '@waybill/contracts';
import { rowErrorFor } from '@waybill/kit';
import type { RowErrorStore } from '@waybill/store';

export interface RejectedRowsFile {
  readonly rows: number;
  /** Null when the file would be larger than allowed; `rows` is then how far it came. */
  readonly bytes: Buffer | null;
}

const rowsPerPage = 500;

/** The open row errors of a run as their export writes them, in the order of the partner's file. */
export async function rejectedRowsFile(
  rowErrors: Pick<RowErrorStore, 'list'>,
  run: string,
  caller: Caller,
  bytesMax: number,
): Promise<RejectedRowsFile> {
  const columns = sendBackColumns.flatMap((key) =>
    exportLists['row-errors'].columns.filter((column) => column.key === key),
  );
  const pieces = [Buffer.from(byteOrderMark + csvRecord(columns.map(({ header }) => header)))];
  let size = pieces[0]?.length ?? 0;
  let rows = 0;
  let cursor: string | undefined;
  do {
    const query = { run, state: ['open'] as const, cursor, limit: rowsPerPage };
    const { items, next } = await rowErrors.list(query, caller.partner);
    const seen = items.map((item) => rowErrorFor(caller, item));
    const text = seen.map((item) => csvRecord(columns.map(({ cell }) => cell(item)))).join('');
    const piece = Buffer.from(text);
    size += piece.length;
    rows += items.length;
    if (size > bytesMax) return { rows, bytes: null };
    pieces.push(piece);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return { rows, bytes: Buffer.concat(pieces) };
}
