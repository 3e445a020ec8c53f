/**
 * Pairs of (position in the transcoded text, offset in the file) around every line end.
 * Asked in rising order, as records are; what lies behind is forgotten, so it holds one block's line ends.
 */
export class OffsetMarks {
  #positions: number[] = [];
  #offsets: number[] = [];
  #next = 0;

  add(position: number, offset: number): void {
    if (this.#positions.at(-1) === position) return;
    this.#positions.push(position);
    this.#offsets.push(offset);
  }

  offsetOf(position: number): number {
    while (
      this.#next + 1 < this.#positions.length &&
      (this.#positions[this.#next + 1] ?? 0) <= position
    )
      this.#next++;
    if (this.#next > 4096) this.#forget();
    const known = this.#positions[this.#next] ?? 0;
    // Between marks the distance is unknown; only the scanners' record bounds are asked for, and those are marked.
    return (this.#offsets[this.#next] ?? 0) + (position - known);
  }

  #forget(): void {
    this.#positions = this.#positions.slice(this.#next);
    this.#offsets = this.#offsets.slice(this.#next);
    this.#next = 0;
  }
}
