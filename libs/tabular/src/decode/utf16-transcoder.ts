import { OffsetMarks } from './offset-marks.ts';
import { invalidByte, type Transcoder } from './transcoder.ts';

/** UTF-16 → UTF-8, unit by unit; lone surrogates and an odd last byte are not valid. */
export class Utf16Transcoder implements Transcoder {
  readonly #bigEndian: boolean;
  readonly #marks = new OffsetMarks();
  #offset: number;
  #position = 0;
  /** First byte of a unit that is not complete, or -1. */
  #halfUnit = -1;
  /** A high surrogate that waits for its low one, or 0. */
  #highSurrogate = 0;
  #out = new Uint8Array(0);
  #length = 0;

  constructor(bigEndian: boolean, start: number) {
    this.#bigEndian = bigEndian;
    this.#offset = start;
    this.#marks.add(0, start);
  }

  push(bytes: Uint8Array): Uint8Array {
    this.#reserve(bytes.length);
    for (const byte of bytes) {
      if (this.#halfUnit === -1) {
        this.#halfUnit = byte;
        continue;
      }
      const unit = this.#bigEndian ? (this.#halfUnit << 8) | byte : (byte << 8) | this.#halfUnit;
      this.#halfUnit = -1;
      this.#unit(unit);
      this.#offset += 2;
    }
    return this.#take();
  }

  end(): Uint8Array {
    this.#reserve(2);
    if (this.#highSurrogate !== 0) this.#byte(invalidByte);
    if (this.#halfUnit !== -1) {
      this.#byte(invalidByte);
      this.#offset++;
    }
    this.#marks.add(this.#position + this.#length, this.#offset);
    return this.#take();
  }

  fileOffset = (position: number): number => this.#marks.offsetOf(position);

  #unit(unit: number): void {
    if (this.#highSurrogate !== 0) {
      const high = this.#highSurrogate;
      this.#highSurrogate = 0;
      if (unit >= 0xdc00 && unit < 0xe000) {
        this.#astral(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
        return;
      }
      this.#byte(invalidByte);
    }
    if (unit < 0x80) this.#ascii(unit);
    else if (unit < 0x800) {
      this.#byte(0xc0 | (unit >> 6));
      this.#byte(0x80 | (unit & 0x3f));
    } else if (unit >= 0xd800 && unit < 0xdc00) this.#highSurrogate = unit;
    else if (unit >= 0xdc00 && unit < 0xe000) this.#byte(invalidByte);
    else {
      this.#byte(0xe0 | (unit >> 12));
      this.#byte(0x80 | ((unit >> 6) & 0x3f));
      this.#byte(0x80 | (unit & 0x3f));
    }
  }

  #ascii(unit: number): void {
    const isLineEnd = unit === 0x0a || unit === 0x0d;
    if (isLineEnd) this.#marks.add(this.#position + this.#length, this.#offset);
    this.#byte(unit);
    if (isLineEnd) this.#marks.add(this.#position + this.#length, this.#offset + 2);
  }

  #astral(point: number): void {
    this.#byte(0xf0 | (point >> 18));
    this.#byte(0x80 | ((point >> 12) & 0x3f));
    this.#byte(0x80 | ((point >> 6) & 0x3f));
    this.#byte(0x80 | (point & 0x3f));
  }

  #byte(byte: number): void {
    this.#out[this.#length++] = byte;
  }

  /** A unit becomes at most three bytes; one more for a surrogate left over from before. */
  #reserve(byteCount: number): void {
    const needed = (byteCount >> 1) * 3 + 8;
    if (this.#out.length < needed) this.#out = new Uint8Array(needed);
    this.#length = 0;
  }

  #take(): Uint8Array {
    this.#position += this.#length;
    return this.#out.subarray(0, this.#length);
  }
}
