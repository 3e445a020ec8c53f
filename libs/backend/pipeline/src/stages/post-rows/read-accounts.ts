import type { AccountsRead, Database, MemberAccount, Nouns } from '@waybill/store';
import { GateClosed } from './commit-batch.ts';

/**
 * The accounts that a batch is decided with. Nothing is locked while rules run: the batch is settled on what was read, and the transaction
 * that books it locks the accounts, looks whether they have grown since, and if so is undone and settled anew. What is booked was therefore
 * decided with everything booked before it and nothing else, as if the batches of all runs had come one after the other.
 */
export class ReadAccounts {
  readonly #ledger: Pick<Database['ledger'], 'accounts'>;
  readonly #partnerNo: number;
  readonly #planned: Map<string, MemberAccount> | null;
  #memberNos: readonly string[] = [];
  #read: AccountsRead | null = null;

  /** @param books false for a plan, whose accounts go on with what it would have booked */
  constructor(
    ledger: Pick<Database['ledger'], 'accounts'>,
    { partnerNo, books }: { partnerNo: number; books: boolean },
  ) {
    this.#ledger = ledger;
    this.#partnerNo = partnerNo;
    this.#planned = books ? null : new Map();
  }

  async of(members: ReadonlySet<string>): Promise<ReadonlyMap<string, MemberAccount>> {
    const known = this.#planned;
    this.#memberNos = [...members].filter((memberNo) => !known?.has(memberNo)).sort();
    this.#read = await this.#ledger.accounts(this.#partnerNo, this.#memberNos);
    if (!known) return this.#read.accounts;
    for (const [memberNo, account] of this.#read.accounts) known.set(memberNo, account);
    return known;
  }

  /**
   * Locks the accounts that were read last. Returns the time to book at: later than every entry read, whatever the clocks of two workers
   * say, since it is by this time that a replay finds the entries before a row.
   * @throws GateClosed
   */
  async lock(tx: Pick<Nouns, 'ledger'>, now: Date): Promise<Date> {
    const entries = await tx.ledger.lockAccounts(this.#partnerNo, this.#memberNos);
    if (entries !== this.#read?.entries)
      throw new GateClosed('Something was booked for a member of the batch meanwhile');
    const last = this.#read.lastPostedAt?.getTime() ?? 0;
    return new Date(Math.max(now.getTime(), last + 1));
  }
}
