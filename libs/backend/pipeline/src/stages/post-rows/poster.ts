import type { RawBatch } from '../decode-rows/read-batches.ts';
import type { RowSelection } from '../map-rows/map-rows.ts';

/** Posts the batches of one run, of one document type. Keeps what it saw, so a reading that starts anew needs a new one. */
export interface Poster<Prepared> {
  /**
   * Everything that does not depend on what the batch before books, since that one is being written meanwhile.
   * Called for every batch in order.
   */
  prepare(batch: RawBatch, isSelected: RowSelection): Promise<Prepared>;
  /** Writes the selected rows of the batch and its checkpoint. */
  post(batch: RawBatch, prepared: Prepared): Promise<void>;
}
