import type { Encoding } from './encoding.ts';
import { isUtf8, utf8SequenceLength } from './utf8.ts';

/** Strict bytes → text for stretches with bytes ≥ 0x80. */
export interface CellText {
  /** Null when a byte sequence is not valid in the encoding. */
  decode(bytes: Uint8Array, start: number, end: number): string | null;
  /** For reports: valid text as it is, every other byte as `\xHH`. Never U+FFFD. */
  show(bytes: Uint8Array, start: number, end: number): string;
}

/** Enough to recognise the cell by; the file itself has the rest. */
const shownBytesMax = 1024;

export function cellTextFor(encoding: Encoding): CellText {
  return encoding.kind === 'single-byte' ? singleByteText(encoding.name) : utf8Text();
}

function utf8Text(): CellText {
  // Without ignoreBOM a cell that begins with U+FEFF would silently lose it.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    decode: (bytes, start, end) =>
      isUtf8(bytes, start, end) ? decoder.decode(bytes.subarray(start, end)) : null,
    show: (bytes, start, end) => {
      let text = '';
      const shownEnd = Math.min(end, start + shownBytesMax);
      for (let i = start; i < shownEnd;) {
        const length = utf8SequenceLength(bytes, i, end);
        text +=
          length === 0
            ? escapedByte(bytes[i] as number)
            : decoder.decode(bytes.subarray(i, i + length));
        i += length || 1;
      }
      return text;
    },
  };
}

function singleByteText(name: string): CellText {
  const units = codeUnitTable(name);
  return {
    decode: (bytes, start, end) => {
      let text = '';
      for (let i = start; i < end; i++) {
        const unit = units[bytes[i] as number] as number;
        if (unit === undefinedByte) return null;
        text += String.fromCharCode(unit);
      }
      return text;
    },
    show: (bytes, start, end) => {
      let text = '';
      const shownEnd = Math.min(end, start + shownBytesMax);
      for (let i = start; i < shownEnd; i++) {
        const unit = units[bytes[i] as number] as number;
        text +=
          unit === undefinedByte ? escapedByte(bytes[i] as number) : String.fromCharCode(unit);
      }
      return text;
    },
  };
}

/** Not a character, so no code page has it. */
const undefinedByte = 0xffff;

function codeUnitTable(name: string): Uint16Array {
  const decoder = new TextDecoder(name, { fatal: true });
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    try {
      return decoder.decode(Uint8Array.of(byte)).charCodeAt(0);
    } catch {
      // TypeError: the code page leaves this byte undefined.
      return undefinedByte;
    }
  });
}

function escapedByte(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

// Every WHATWG single-byte code page has one code unit per byte; this one has no undefined bytes.
const positionalDecoder = new TextDecoder('windows-1252');

/** One character per byte, whatever the byte: positions are those of the bytes, and ASCII stretches are exact. */
export function positionalText(bytes: Uint8Array, start: number, end: number): string {
  return positionalDecoder.decode(bytes.subarray(start, end));
}
