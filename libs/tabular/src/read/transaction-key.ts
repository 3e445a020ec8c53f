import type { Layout, TransactionKey } from '../feed-format.ts';
import { OccurrenceCounter } from './occurrence-counter.ts';

export type Sha256Hex = (text: string) => string;

/**
 * Ids for rows that carry none (see `TransactionKey`). Hashes the raw cells, untrimmed and unmapped, joined by NUL,
 * which no cell can hold; so neither a new mapping nor a corrected value map changes the id of a row.
 * Must be asked for every row of the file in order, good or bad, because it counts.
 */
export class DerivedKeys {
  readonly #positions: readonly number[];
  readonly #prefix: string;
  readonly #sha256Hex: Sha256Hex;
  readonly #seen = new OccurrenceCounter();

  constructor(
    key: Extract<TransactionKey, { kind: 'derived' }>,
    layout: Layout,
    sha256Hex: Sha256Hex,
    fileSha256: string,
  ) {
    this.#positions = key.columns.map((name) =>
      layout.columns.findIndex((column) => column.name === name),
    );
    this.#prefix = key.scope === 'file' ? fileSha256.toLowerCase() : '';
    this.#sha256Hex = sha256Hex;
  }

  /** `cellAt`: for each column of the layout the position of its cell. */
  next(cells: readonly string[], cellAt: readonly number[]): string {
    let text = this.#prefix;
    for (const position of this.#positions) text += `\0${cells[cellAt[position] ?? -1] ?? ''}`;
    const hash = this.#sha256Hex(text).slice(0, 32);
    const count = this.#seen.next(
      Number.parseInt(hash.slice(0, 8), 16),
      Number.parseInt(hash.slice(8, 16), 16),
    );
    return `${hash}-${String(count)}`;
  }
}
