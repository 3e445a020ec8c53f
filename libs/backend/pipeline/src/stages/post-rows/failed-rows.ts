import type { Nouns, RunStore } from '@waybill/store';

const rowsPerPage = 500;

/** Which rows of the run being replayed had failed. Knows nothing for an ordinary run. */
export class FailedRows {
  readonly #originalRunNos: readonly number[];
  readonly #rowNos: ReadonlySet<number>;

  constructor(originalRunNos: readonly number[], rowNos: Iterable<number>) {
    this.#originalRunNos = originalRunNos;
    this.#rowNos = new Set(rowNos);
  }

  static none(): FailedRows {
    return new FailedRows([], []);
  }

  /** Of a run's original. When that was a replay itself, the row errors it left are those of the run before it. */
  static async of(
    runs: Pick<RunStore, 'rows' | 'originals'>,
    { runId, originalRunId }: { runId: string; originalRunId: string },
  ): Promise<FailedRows> {
    const rowNos: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await runs.rows(originalRunId, {
        outcome: ['rejected', 'conflict'],
        limit: rowsPerPage,
        cursor,
      });
      for (const { rowNo } of page.items) rowNos.push(rowNo);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    const originals = await runs.originals(runId);
    return new FailedRows(
      originals.map(({ no }) => no),
      rowNos,
    );
  }

  get size(): number {
    return this.#rowNos.size;
  }

  has(rowNo: number): boolean {
    return this.#rowNos.has(rowNo);
  }

  async markReplayed(tx: Pick<Nouns, 'rowErrors'>, rowNos: readonly number[]): Promise<void> {
    for (const runNo of this.#originalRunNos) await tx.rowErrors.markReplayed(runNo, rowNos);
  }
}
