import type { Database, Nouns } from '@waybill/store';

/** Which rows of the run being replayed had failed. Knows nothing for an ordinary run. */
export class FailedRows {
  readonly #originalRunNo: number | null;
  readonly #rowNos: ReadonlySet<number>;

  constructor(originalRunNo: number | null, rowNos: readonly number[]) {
    this.#originalRunNo = originalRunNo;
    this.#rowNos = new Set(rowNos);
  }

  static none(): FailedRows {
    return new FailedRows(null, []);
  }

  static async of(db: Pick<Database, 'rowPages'>, originalRunNo: number): Promise<FailedRows> {
    return new FailedRows(
      originalRunNo,
      await db.rowPages.rowNumbers(originalRunNo, ['rejected', 'conflict']),
    );
  }

  get size(): number {
    return this.#rowNos.size;
  }

  has(rowNo: number): boolean {
    return this.#rowNos.has(rowNo);
  }

  async markReplayed(tx: Pick<Nouns, 'rowErrors'>, rowNos: readonly number[]): Promise<void> {
    if (this.#originalRunNo !== null) await tx.rowErrors.markReplayed(this.#originalRunNo, rowNos);
  }
}
