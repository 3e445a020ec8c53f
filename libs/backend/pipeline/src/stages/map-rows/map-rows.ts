import { hash } from 'node:crypto';
import {
  compileFeed,
  type FeedFormat,
  type FeedReader,
  type RawRecord,
  type Value,
} from '@waybill/tabular';
import type { MappedRow } from './mapped-row.ts';

/** Whether a run looks at a row, by its number. */
export type RowSelection = (rowNo: number) => boolean;

const msPerDay = 86_400_000;

/**
 * The reader for one file. Days in the future are judged by the day the file arrived, not by today: a replay must find what
 * the first run found.
 */
export function readerFor(
  format: FeedFormat,
  file: { readonly sha256: string; readonly receivedAt: string },
): FeedReader {
  return compileFeed(format, {
    sha256Hex: (text) => hash('sha256', text),
    fileSha256: file.sha256,
    today: Math.floor(Date.parse(file.receivedAt) / msPerDay),
  });
}

/**
 * Turns raw records into canonical ones, in order; what cannot be read keeps its place with its problems. Rows that are not
 * selected are only counted, since the keys of later rows may depend on them.
 */
export function mapRows(
  reader: FeedReader,
  records: readonly RawRecord[],
  isSelected: RowSelection,
): MappedRow[] {
  const at = (name: string) => reader.slots.findIndex((slot) => slot.name === name);
  const slots = {
    txnId: at('txnId'),
    memberNo: at('memberNo'),
    originalTxnId: at('originalTxnId'),
  };
  const rows: MappedRow[] = [];
  for (const record of records) {
    if (isSelected(record.rowNo)) rows.push(mapped(reader, record, slots));
    else reader.skip(record);
  }
  return rows;
}

interface KeySlots {
  readonly txnId: number;
  readonly memberNo: number;
  readonly originalTxnId: number;
}

function mapped(reader: FeedReader, record: RawRecord, slots: KeySlots): MappedRow {
  const read = reader.read(record);
  if (read.problems !== null) {
    const { problems, txnId } = read;
    return { record, values: null, problems, txnId, memberNo: null, originalTxnId: null };
  }
  const { values } = read;
  return {
    record,
    values,
    problems: null,
    txnId: textAt(values, slots.txnId),
    memberNo: textAt(values, slots.memberNo),
    originalTxnId: textAt(values, slots.originalTxnId),
  };
}

function textAt(values: readonly Value[], slot: number): string | null {
  const value = values[slot];
  return typeof value === 'string' ? value : null;
}
