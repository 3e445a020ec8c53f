import { OffsetMarks } from './offset-marks.ts';
import { invalidByte, type Transcoder } from './transcoder.ts';

const replacement = '\ufffd';

/**
 * Big5, Shift_JIS, GBK, GB18030, EUC-KR, EUC-JP → UTF-8.
 *
 * In all of them LF and CR are never part of another character, so the text is decoded between line ends, piece by
 * piece, and the n-th line end of the bytes is the n-th of the text. A file that really holds U+FFFD (GB18030 can) is
 * told that the character is not valid, because the decoder answers both alike.
 */
export class MultiByteTranscoder implements Transcoder {
  readonly #decoder: TextDecoder;
  readonly #encoder = new TextEncoder();
  readonly #marks = new OffsetMarks();
  #offset: number;
  #position = 0;

  constructor(name: string, start: number) {
    this.#decoder = new TextDecoder(name);
    this.#offset = start;
    this.#marks.add(0, start);
  }

  push(bytes: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [];
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte !== 0x0a && byte !== 0x0d) continue;
      this.#piece(bytes.subarray(start, i), true, parts);
      this.#lineEnd(bytes.subarray(i, i + 1), parts);
      start = i + 1;
    }
    this.#piece(bytes.subarray(start), false, parts);
    return joined(parts);
  }

  end(): Uint8Array {
    const parts: Uint8Array[] = [];
    this.#piece(new Uint8Array(0), true, parts);
    this.#marks.add(this.#position, this.#offset);
    return joined(parts);
  }

  fileOffset = (position: number): number => this.#marks.offsetOf(position);

  /** `last`: a line end or the end of the file follows, so that a character begun here cannot go on. */
  #piece(bytes: Uint8Array, last: boolean, parts: Uint8Array[]): void {
    const text = this.#decoder.decode(bytes, { stream: !last });
    this.#offset += bytes.length;
    text.split(replacement).forEach((valid, index) => {
      if (index > 0) this.#emit(Uint8Array.of(invalidByte), parts);
      if (valid !== '') this.#emit(this.#encoder.encode(valid), parts);
    });
  }

  #lineEnd(byte: Uint8Array, parts: Uint8Array[]): void {
    this.#marks.add(this.#position, this.#offset);
    this.#emit(byte, parts);
    this.#offset++;
    this.#marks.add(this.#position, this.#offset);
  }

  #emit(bytes: Uint8Array, parts: Uint8Array[]): void {
    parts.push(bytes);
    this.#position += bytes.length;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
