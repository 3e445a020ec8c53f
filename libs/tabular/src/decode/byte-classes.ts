/** What a byte means to the automaton. Everything that is `plain` is skipped in the inner loop. */
export const plain = 0;
export const delimiter = 1;
export const lineFeed = 2;
export const carriageReturn = 3;
export const quote = 4;
export const nul = 5;
export const high = 6;

export interface ByteClasses {
  /** Outside quotes. */
  open: Uint8Array;
  /** Outside quotes once the cell is known to hold bytes ≥ 0x80: those are plain now. */
  openHigh: Uint8Array;
  quoted: Uint8Array;
  quotedHigh: Uint8Array;
}

export function byteClasses(delimiterByte: number, quoteByte: number | null): ByteClasses {
  const quoted = new Uint8Array(256).fill(high, 0x80);
  quoted[0x00] = nul;
  quoted[0x0a] = lineFeed;
  quoted[0x0d] = carriageReturn;
  if (quoteByte !== null) quoted[quoteByte] = quote;
  const open = quoted.slice();
  open[delimiterByte] = delimiter;
  return { open, openHigh: withoutHigh(open), quoted, quotedHigh: withoutHigh(quoted) };
}

function withoutHigh(classes: Uint8Array): Uint8Array {
  return classes.slice().fill(plain, 0x80);
}
