import type { RowKeys } from './row-keys.ts';

/** Where no key stands; keys are not negative. */
const free = -1;
/** In place of the part, for a key that rows of several parts have. */
const several = 0;

/**
 * Finds the ids that bind rows of several parts: an id that stands in two of them, and every id that a row has beside such a one. What
 * becomes of all other rows does not depend on rows of other parts.
 *
 * An open-addressing table of ten bytes a slot, at most two thirds full: twenty million ids take 335 MB and no object each.
 */
export class CrossingIds {
  #keys = new Float64Array(1 << 12).fill(free);
  #parts = new Uint16Array(1 << 12);
  #size = 0;
  /** Two keys for each row that has two ids. */
  readonly #pairs: number[] = [];

  /** @param part from 1 on */
  add(part: number, { own, original }: RowKeys): void {
    if (own !== null) this.#note(own, part);
    if (original !== null) this.#note(original, part);
    if (own !== null && original !== null && own !== original) this.#pairs.push(own, original);
  }

  /** Call once, after the last row. */
  found(): number[] {
    while (this.#spread());
    const keys: number[] = [];
    this.#keys.forEach((key, slot) => {
      if (key !== free && this.#parts[slot] === several) keys.push(key);
    });
    return keys;
  }

  /** From either id of a row to the other. Whether that found anything new. */
  #spread(): boolean {
    let isNew = false;
    for (let at = 0; at < this.#pairs.length; at += 2) {
      const own = this.#slotOf(this.#pairs[at] as number);
      const original = this.#slotOf(this.#pairs[at + 1] as number);
      if ((this.#parts[own] === several) === (this.#parts[original] === several)) continue;
      this.#parts[own] = this.#parts[original] = several;
      isNew = true;
    }
    return isNew;
  }

  #note(key: number, part: number): void {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] !== free) {
      if (this.#parts[slot] !== part) this.#parts[slot] = several;
      return;
    }
    this.#keys[slot] = key;
    this.#parts[slot] = part;
    if (++this.#size * 3 > this.#keys.length * 2) this.#grow();
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (key >>> 0) & mask;
    while (this.#keys[slot] !== free && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, parts] = [this.#keys, this.#parts];
    this.#keys = new Float64Array(keys.length * 2).fill(free);
    this.#parts = new Uint16Array(keys.length * 2);
    keys.forEach((key, at) => {
      if (key === free) return;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#parts[slot] = parts[at] as number;
    });
  }
}
