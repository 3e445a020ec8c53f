import { randomInt } from 'node:crypto';
import { Column } from './column.ts';

const blockBits = 20;
const blockBytes = 1 << blockBits;
/** Numbers kept of each text: its place (number of the block above its bits, and where in it the text begins), bytes and hash. */
const entrySize = 3;
/** A code unit takes at most so many bytes. */
const unitBytes = 3;
const none = -1;

/** Numbers texts in the order in which they come, from 0 on, and keeps them outside of the heap of the engine. */
export class TextIndex {
  readonly #blocks: Buffer[] = [];
  /** Where the next text goes in the last block. */
  #end = blockBytes;
  readonly #entries = new Column(Int32Array, 0);
  /** Open addressing by hash: one more than the number of a text, 0 where there is none. */
  #table = new Int32Array(1 << 10);
  #size = 0;
  /** So that nobody can send ids which all fall on the same place. */
  readonly #seed = randomInt(2 ** 32);
  /** What is looked for, as bytes. */
  #wanted = new Uint8Array(1 << 16);
  #last: string | null = null;
  #lastNumber = none;
  /** Of no use, but nothing is fetched that is not used. */
  #touched = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a text, or -1. */
  find(text: string): number {
    if (text === this.#last) return this.#lastNumber;
    this.#makeRoom(text.length);
    const end = writeText(text, this.#wanted, 0);
    return this.#find(0, end, hashOf(this.#wanted, 0, end, this.#seed));
  }

  /** The number of a text, which is a new one when it is not known. */
  add(text: string): number {
    if (text === this.#last) return this.#lastNumber;
    this.#makeRoom(text.length);
    const end = writeText(text, this.#wanted, 0);
    return this.#add(0, end, hashOf(this.#wanted, 0, end, this.#seed));
  }

  /**
   * Adds many texts, -1 for each that is null. In steps over all of them: a text lies where nobody has looked lately, and many waits
   * for memory at once take little longer than one.
   */
  addAll(texts: readonly (string | null)[]): Int32Array {
    this.#makeRoom(texts.reduce((units, text) => units + (text?.length ?? 0), 0));
    const ends = new Int32Array(texts.length);
    const hashes = new Int32Array(texts.length);
    let end = 0;
    for (let at = 0; at < texts.length; at += 1) {
      const start = end;
      end = writeText(texts[at] ?? '', this.#wanted, start);
      ends[at] = end;
      hashes[at] = hashOf(this.#wanted, start, end, this.#seed);
    }
    this.#fetch(hashes);
    return ends.map((to, at) =>
      texts[at] === null ? none : this.#add(ends[at - 1] ?? 0, to, hashes[at] as number),
    );
  }

  /** For whoever knows the number of a text and is about to ask for it, maybe several times. */
  recall(text: string, number: number): void {
    this.#last = text;
    this.#lastNumber = number;
  }

  textOf(number: number): string {
    const place = this.#entries.get(number * entrySize);
    const block = this.#blocks[place >>> blockBits];
    if (block === undefined || number >= this.#size)
      throw new Error(`There is no text ${String(number)}`);
    const start = place & (blockBytes - 1);
    return readText(block, start, start + this.#entries.get(number * entrySize + 1));
  }

  /** Touches what hashes lead to, one step for all of them after the other, so that it is near when they are looked for. */
  #fetch(hashes: Int32Array): void {
    const mask = this.#table.length - 1;
    const numbers = hashes.map((hash) => (this.#table[hash & mask] as number) - 1);
    const places = numbers.map((number) => this.#entries.get(Math.max(number, 0) * entrySize));
    for (const place of places)
      this.#touched ^= this.#blocks[place >>> blockBits]?.[place & (blockBytes - 1)] ?? 0;
  }

  #find(start: number, end: number, hash: number): number {
    return (this.#table[this.#slotOf(start, end, hash)] as number) - 1;
  }

  #add(start: number, end: number, hash: number): number {
    const slot = this.#slotOf(start, end, hash);
    const known = (this.#table[slot] as number) - 1;
    if (known !== none) return known;
    const number = this.#size++;
    this.#keep(number, start, end, hash);
    this.#table[slot] = number + 1;
    if (this.#size * 2 > this.#table.length) this.#grow();
    return number;
  }

  /** Where the number of what is wanted is, or would be. */
  #slotOf(start: number, end: number, hash: number): number {
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const number = (this.#table[slot] as number) - 1;
      if (number === none || this.#isAt(number, start, end, hash)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isAt(number: number, start: number, end: number, hash: number): boolean {
    const entry = number * entrySize;
    if (this.#entries.get(entry + 2) !== hash) return false;
    if (this.#entries.get(entry + 1) !== end - start) return false;
    const place = this.#entries.get(entry);
    const block = this.#blocks[place >>> blockBits] as Buffer;
    const wanted = this.#wanted;
    let at = place & (blockBytes - 1);
    for (let next = start; next < end; next += 1) if (block[at++] !== wanted[next]) return false;
    return true;
  }

  #keep(number: number, start: number, end: number, hash: number): void {
    const bytes = end - start;
    if (this.#end + bytes >= blockBytes) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(blockBytes, bytes)));
      this.#end = 0;
    }
    const block = this.#blocks[this.#blocks.length - 1] as Buffer;
    for (let at = 0; at < bytes; at += 1)
      block[this.#end + at] = this.#wanted[start + at] as number;
    const entry = number * entrySize;
    this.#entries.set(entry, ((this.#blocks.length - 1) << blockBits) | this.#end);
    this.#entries.set(entry + 1, bytes);
    this.#entries.set(entry + 2, hash);
    this.#end += bytes;
  }

  #makeRoom(units: number): void {
    const bytes = units * unitBytes;
    if (bytes > this.#wanted.length) this.#wanted = new Uint8Array(bytes);
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let number = 0; number < this.#size; number += 1) {
      let slot = this.#entries.get(number * entrySize + 2) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = number + 1;
    }
    this.#table = table;
  }
}

/** As UTF-8 does, but unit by unit: half of a pair is a text too. @returns where it ends */
function writeText(text: string, bytes: Uint8Array, start: number): number {
  let end = start;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes[end++] = unit;
    else {
      if (unit < 0x800) bytes[end++] = 0xc0 | (unit >>> 6);
      else {
        bytes[end++] = 0xe0 | (unit >>> 12);
        bytes[end++] = 0x80 | ((unit >>> 6) & 0x3f);
      }
      bytes[end++] = 0x80 | (unit & 0x3f);
    }
  }
  return end;
}

function readText(block: Buffer, start: number, end: number): string {
  let at = start;
  while (at < end && (block[at] as number) < 0x80) at += 1;
  let text = block.toString('latin1', start, at);
  while (at < end) {
    const lead = block[at++] as number;
    let unit = lead;
    if (lead >= 0xe0) unit = ((lead & 0x0f) << 6) | ((block[at++] as number) & 0x3f);
    else if (lead >= 0x80) unit = lead & 0x1f;
    if (lead >= 0x80) unit = (unit << 6) | ((block[at++] as number) & 0x3f);
    text += String.fromCharCode(unit);
  }
  return text;
}

/** 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed | 0;
  for (let at = start; at < end; at += 1)
    hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
