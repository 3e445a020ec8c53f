import type { RowProblem } from '@waybill/contracts';
import type { RawRecord, Value } from '@waybill/tabular';

/** A row of the file beside what it means. `values` are in the order of the reader's slots. */
export interface MappedRow {
  readonly record: RawRecord;
  /** Null when the row cannot be read; then there are problems. */
  readonly values: readonly Value[] | null;
  readonly problems: readonly RowProblem[] | null;
  /** Null when it could not be read. */
  readonly txnId: string | null;
  readonly memberNo: string | null;
  /** The purchase that a return takes back. */
  readonly originalTxnId: string | null;
}
