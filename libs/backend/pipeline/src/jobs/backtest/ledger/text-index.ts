import { randomInt } from 'node:crypto';
import { Column } from './column.ts';

const blockBytes = 1 << 20;
const encoding = 'utf16le';

/** Numbers texts in the order in which they come, from 0 on, and keeps them outside of the heap of the engine. */
export class TextIndex {
  readonly #blocks: Buffer[] = [];
  /** Where the next text goes in the last block. */
  #end = blockBytes;
  readonly #block = new Column(Int32Array, 0);
  readonly #start = new Column(Int32Array, 0);
  readonly #bytes = new Column(Int32Array, 0);
  readonly #hash = new Column(Int32Array, 0);
  /** Open addressing by hash: one more than the number of a text, 0 where there is none. */
  #table = new Int32Array(1 << 10);
  #size = 0;
  /** So that nobody can send ids which all fall on the same place. */
  readonly #seed = randomInt(2 ** 32);

  get size(): number {
    return this.#size;
  }

  /** The number of a text, or -1. */
  find(text: string): number {
    return this.#at(this.#slotOf(text, hashOf(text, this.#seed)));
  }

  /** The number of a text, which is a new one when it is not known. */
  add(text: string): number {
    if (this.#size * 2 >= this.#table.length) this.#grow();
    const hash = hashOf(text, this.#seed);
    const slot = this.#slotOf(text, hash);
    const known = this.#at(slot);
    if (known >= 0) return known;
    const number = this.#size;
    this.#keep(number, text, hash);
    this.#table[slot] = number + 1;
    this.#size += 1;
    return number;
  }

  textOf(number: number): string {
    const start = this.#start.get(number);
    const block = this.#blocks[this.#block.get(number)];
    if (block === undefined) throw new Error(`There is no text ${String(number)}`);
    return block.toString(encoding, start, start + this.#bytes.get(number));
  }

  #at(slot: number): number {
    return (this.#table[slot] ?? 0) - 1;
  }

  /** Where the text is, or would be. */
  #slotOf(text: string, hash: number): number {
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const number = this.#at(slot);
      if (number < 0) return slot;
      if (this.#hash.get(number) === hash && this.textOf(number) === text) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #keep(number: number, text: string, hash: number): void {
    const bytes = Buffer.byteLength(text, encoding);
    if (this.#end + bytes > (this.#blocks.at(-1)?.length ?? 0)) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(blockBytes, bytes)));
      this.#end = 0;
    }
    this.#blocks.at(-1)?.write(text, this.#end, encoding);
    this.#block.set(number, this.#blocks.length - 1);
    this.#start.set(number, this.#end);
    this.#bytes.set(number, bytes);
    this.#hash.set(number, hash);
    this.#end += bytes;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let number = 0; number < this.#size; number += 1) {
      let slot = this.#hash.get(number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = number + 1;
    }
    this.#table = table;
  }
}

/** Of all its characters; 32 bits. */
function hashOf(text: string, seed: number): number {
  let hash = seed | 0;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
