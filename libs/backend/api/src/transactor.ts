import type { Nouns } from '@waybill/store';

/** A database as far as one decision needs it: these nouns, in one transaction. */
export interface Transactor<Name extends keyof Nouns> {
  /** All of it commits or none; `work` may run again after a deadlock, so it has no effect outside `tx`. */
  transaction<T>(work: (tx: Pick<Nouns, Name>) => Promise<T>): Promise<T>;
}
