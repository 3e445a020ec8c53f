import type { Booked, Database } from '@waybill/store';

/**
 * Which runs went over the same file as this one: only what they booked may be corrected by a replay, everything else is a
 * repetition of someone else's row.
 */
export class Lineage {
  readonly #ledger: Pick<Database['ledger'], 'find' | 'entriesOfRun'>;
  readonly #fileId: string;
  readonly #isOwn = new Map<number, boolean>();

  constructor(ledger: Pick<Database['ledger'], 'find' | 'entriesOfRun'>, fileId: string) {
    this.#ledger = ledger;
    this.#fileId = fileId;
  }

  async among(booked: Iterable<Booked>): Promise<ReadonlySet<number>> {
    const own = new Set<number>();
    for (const { runNo } of booked) {
      if (await this.#owns(runNo)) own.add(runNo);
    }
    return own;
  }

  async #owns(runNo: number): Promise<boolean> {
    const known = this.#isOwn.get(runNo);
    if (known !== undefined) return known;
    const [first] = (await this.#ledger.entriesOfRun(runNo, 1)).ids;
    const entry = first === undefined ? null : await this.#ledger.find(first, null);
    const isOwn = entry?.fileId === this.#fileId;
    this.#isOwn.set(runNo, isOwn);
    return isOwn;
  }
}
