import type { TransactionKey } from '@waybill/tabular';
import type { MappedRow } from '../../stages/map-rows/mapped-row.ts';

/** The ids that a row is about, as numbers of 52 bits. */
export interface RowKeys {
  /** By which it is booked; null when it could not be read. */
  readonly own: number | null;
  /** Of the purchase that it takes back. */
  readonly original: number | null;
}

export type KeysOf = (row: Pick<MappedRow, 'txnId' | 'originalTxnId'>) => RowKeys;

/**
 * Equal ids have equal keys. A derived id ends with a number that counts the rows which are equal, and those belong together whatever their
 * number: they share a key. Two ids that share one by chance are treated as one, which is slower and never wrong.
 *
 * @param sha256 of the file, which seeds the keys: nobody can write a file of ids that all fall on one place
 */
export function rowKeys(sha256: string, { kind }: TransactionKey): KeysOf {
  const seed = Number.parseInt(sha256.slice(0, 8), 16);
  const own = kind === 'derived' ? withoutCount : (id: string) => id;
  return ({ txnId, originalTxnId }) => ({
    own: txnId === null ? null : keyOf(own(txnId), seed),
    original: originalTxnId === null ? null : keyOf(originalTxnId, seed),
  });
}

function withoutCount(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}

function keyOf(text: string, seed: number): number {
  let low = 0xdeadbeef ^ seed;
  let high = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = mixed(low, high);
  high = mixed(high, low);
  return 4294967296 * (high & 0xfffff) + (low >>> 0);
}

function mixed(a: number, b: number): number {
  const first = Math.imul(a ^ (a >>> 16), 2246822507);
  return first ^ Math.imul(b ^ (b >>> 13), 3266489909);
}
