/** The bytes a batch was decoded from, so that a bad row can be shown as it was sent. Bounded by the size of a batch. */
export class RawWindow {
  #blocks: { readonly start: number; readonly bytes: Uint8Array }[] = [];
  #end: number;

  /** @param start byte of the file that the first block begins with */
  constructor(start = 0) {
    this.#end = start;
  }

  add(bytes: Uint8Array): void {
    this.#blocks.push({ start: this.#end, bytes });
    this.#end += bytes.length;
  }

  /** A window of the same bytes that goes on living when this one moves on. */
  snapshot(): RawWindow {
    const copy = new RawWindow();
    copy.#blocks = [...this.#blocks];
    copy.#end = this.#end;
    return copy;
  }

  /** Forgets everything before this byte of the file. */
  dropBefore(offset: number): void {
    this.#blocks = this.#blocks.filter(({ start, bytes }) => start + bytes.length > offset);
  }

  /** Bytes of the file from `offset`, as far as they are in the window. */
  slice(offset: number, length: number): Uint8Array {
    const pieces = this.#blocks.map(({ start, bytes }) =>
      bytes.subarray(clamp(offset - start, bytes), clamp(offset + length - start, bytes)),
    );
    return Buffer.concat(pieces);
  }
}

function clamp(position: number, bytes: Uint8Array): number {
  return Math.max(0, Math.min(position, bytes.length));
}
