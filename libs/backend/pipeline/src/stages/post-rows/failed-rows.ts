import type { Nouns, RunStore } from '@waybill/store';

const rowsPerPage = 500;

/** Which rows of the run being replayed had failed. Knows nothing for an ordinary run. */
export class FailedRows {
  readonly #originalRunNo: number | null;
  readonly #rowNos: ReadonlySet<number>;

  constructor(originalRunNo: number | null, rowNos: Iterable<number>) {
    this.#originalRunNo = originalRunNo;
    this.#rowNos = new Set(rowNos);
  }

  static none(): FailedRows {
    return new FailedRows(null, []);
  }

  static async of(
    runs: Pick<RunStore, 'rows'>,
    original: { originalRunId: string; originalRunNo: number },
  ): Promise<FailedRows> {
    const rowNos: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await runs.rows(original.originalRunId, {
        outcome: ['rejected', 'conflict'],
        limit: rowsPerPage,
        cursor,
      });
      for (const { rowNo } of page.items) rowNos.push(rowNo);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return new FailedRows(original.originalRunNo, rowNos);
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
