const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const alphabetBits = 5;

/** Uniform in [0, 1), as `Math.random`; handed in so that tests are repeatable. */
export type Random = () => number;

/**
 * A new external id such as `run_01k…`: 48 bits of Unix milliseconds, then 80 random bits, in base32 without look-alikes.
 * Ids made later sort later, so new rows land at the end of every index.
 */
export function newId(prefix: string, source: { now: Date; random: Random }): string {
  const randomPart = Array.from({ length: 16 }, () => digit(Math.floor(source.random() * 32)));
  return `${prefix}_${base32(source.now.getTime(), 10)}${randomPart.join('')}`;
}

function base32(value: number, length: number): string {
  let text = '';
  for (let rest = value, left = length; left > 0; left -= 1) {
    text = digit(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Base32 of bytes; the length must make whole digits (a multiple of five bytes). */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= alphabetBits) {
      bits -= alphabetBits;
      text += digit((buffer >> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
}

/** The bytes of a base32 text, or null when a character is not of the alphabet. */
export function fromBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * alphabetBits) / 8));
  let buffer = 0;
  let bits = 0;
  let position = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    buffer = (buffer << alphabetBits) | value;
    bits += alphabetBits;
    if (bits >= 8) {
      bits -= 8;
      bytes[position] = buffer >> bits;
      position += 1;
      buffer &= (1 << bits) - 1;
    }
  }
  return bytes;
}

function digit(value: number): string {
  return alphabet.charAt(value);
}
