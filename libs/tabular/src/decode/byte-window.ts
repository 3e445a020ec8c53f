/** The bytes that are still needed, as one growing buffer that is moved to the front after each push. */
export class ByteWindow {
  bytes = new Uint8Array(96 * 1024);
  length = 0;
  /** Stream position of `bytes[0]`. */
  base: number;

  constructor(base: number) {
    this.base = base;
  }

  append(chunk: Uint8Array): void {
    const needed = this.length + chunk.length;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(chunk, this.length);
    this.length = needed;
  }

  /** Forgets everything before `index`, which becomes index 0. */
  dropBefore(index: number): void {
    if (index === 0) return;
    this.bytes.copyWithin(0, index, this.length);
    this.length -= index;
    this.base += index;
  }
}
