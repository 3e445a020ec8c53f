import type { RawBatch } from '../decode-rows/read-batches.ts';
import type { RowSelection } from '../map-rows/map-rows.ts';

/** Posts the batches of one run, of one document type. Keeps what it saw, so a reading that starts anew needs a new one. */
export interface Poster<Prepared> {
  /** What needs no waiting; may run while the batch before is being written. Called for every batch in order. */
  prepare(batch: RawBatch, isSelected: RowSelection): Prepared;
  /** Writes the selected rows of the batch and its checkpoint. */
  post(batch: RawBatch, prepared: Prepared): Promise<void>;
}
