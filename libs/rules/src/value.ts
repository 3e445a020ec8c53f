/**
 * A typed cell, the same as a canonical record's. Exact by construction, never a float:
 * text → string · integer → safe integer · decimal → safe integer, unscaled by the slot's `scale` (12.30 at scale 4 is 123000) ·
 * date → days since 1970-01-01 · timestamp → milliseconds since 1970-01-01T00:00Z · boolean · null for no value.
 */
export type Value = string | number | boolean | null;

export type ValueType = 'text' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'boolean';

/** One place of the record that rules are evaluated on; a list of these describes the values array, in order. */
export interface Slot {
  readonly name: string;
  readonly type: ValueType;
  /** Digits after the point; only for decimals. */
  readonly scale?: number;
  /** False when rows may lack the value. Left out: unknown, and no warning is given. */
  readonly required?: boolean;
}
