const chunkBits = 13;
const chunkSize = 1 << chunkBits;

/**
 * A number for each index, outside of the heap of the engine: a million objects cost it more to go over, again and again, than to make.
 * Only stretches that hold another value than the usual one take memory.
 */
export class Column {
  readonly #chunks: (Float64Array | Int32Array | undefined)[] = [];
  readonly #kind: typeof Float64Array | typeof Int32Array;
  readonly #usual: number;

  /** @param usual what an index holds that was not set */
  constructor(kind: typeof Float64Array | typeof Int32Array, usual: number) {
    this.#kind = kind;
    this.#usual = usual;
  }

  get(index: number): number {
    return this.#chunks[index >>> chunkBits]?.[index & (chunkSize - 1)] ?? this.#usual;
  }

  set(index: number, value: number): void {
    const at = index >>> chunkBits;
    let chunk = this.#chunks[at];
    if (chunk === undefined) {
      if (Object.is(value, this.#usual)) return;
      chunk = new this.#kind(chunkSize).fill(this.#usual);
      this.#chunks[at] = chunk;
    }
    chunk[index & (chunkSize - 1)] = value;
  }
}
