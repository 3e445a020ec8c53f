const slotWords = 3;

/**
 * How often each 64-bit key was seen: an open-addressing table of 12 bytes per slot, at most four fifths full, so a
 * million distinct rows take 16–32 MB and no object each.
 *
 * Two keys that collide in all 64 bits share a count. Ids stay unique (they carry 128 bits of the hash) and stay the
 * same on every reading; only the number behind the dash starts at 2.
 */
export class OccurrenceCounter {
  #table: Uint32Array;
  #mask: number;
  #used = 0;

  /** `slots`: initial size, a power of two. */
  constructor(slots = 4096) {
    this.#table = new Uint32Array(slots * slotWords);
    this.#mask = slots - 1;
  }

  /** Counts one more and answers how many there are now, from 1. */
  next(high: number, low: number): number {
    const at = this.#find(high >>> 0, low >>> 0);
    const count = (this.#table[at + 2] as number) + 1;
    this.#table[at] = high;
    this.#table[at + 1] = low;
    this.#table[at + 2] = count;
    if (count === 1 && ++this.#used * 5 > (this.#mask + 1) * 4) this.#grow();
    return count;
  }

  #find(high: number, low: number): number {
    // The keys are pieces of a SHA-256, so any bits of them are spread well.
    for (let slot = low & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * slotWords;
      const free = this.#table[at + 2] === 0;
      if (free || (this.#table[at] === high && this.#table[at + 1] === low)) return at;
    }
  }

  #grow(): void {
    const old = this.#table;
    const slots = (this.#mask + 1) * 2;
    this.#table = new Uint32Array(slots * slotWords);
    this.#mask = slots - 1;
    for (let at = 0; at < old.length; at += slotWords) {
      const count = old[at + 2] as number;
      if (count === 0) continue;
      const target = this.#find(old[at] as number, old[at + 1] as number);
      this.#table.set(old.subarray(at, at + slotWords), target);
    }
  }
}
