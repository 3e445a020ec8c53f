import type { CellFlaw, ParseCell } from './cell-flaw.ts';

const zero = 0x30;
/** Ten times this plus nine is still an exact integer. */
const growable = Math.floor((Number.MAX_SAFE_INTEGER - 9) / 10);

export interface NumberShape {
  /** Digits after the separator in the value: 12.30 at scale 4 is 123000. 0 for integers. */
  scale: number;
  /** Most digits after the separator in the text; trailing zeros beyond are refused too. Undefined: what `scale` can hold. */
  digitsMax?: number | undefined;
  separator: '.' | ',';
}

/**
 * Exact numbers: an optional sign, ASCII digits and at most one separator. No grouping, no exponent, no currency sign.
 * The result is a safe integer, unscaled; -0 is 0.
 */
export function numberCell({ scale, digitsMax, separator }: NumberShape): ParseCell {
  const separatorCode = separator.charCodeAt(0);
  const notNumber: CellFlaw = { name: 'NUMBER', expected: plainNumber(scale, separator) };
  const tooPrecise: CellFlaw = {
    name: 'PRECISION',
    expected: `at most ${String(Math.min(digitsMax ?? scale, scale))} decimal places`,
  };
  const tooLarge: CellFlaw = {
    name: 'RANGE',
    expected: `a number of at most ${String(15 - scale)} digits`,
  };
  return (text) => {
    const first = text.charCodeAt(0);
    const signed = first === 0x2d || first === 0x2b;
    let value = 0;
    let digits = 0;
    let fraction = -1;
    let lost = false;
    let overflow = false;
    for (let i = signed ? 1 : 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const digit = code - zero;
      if (digit >= 0 && digit <= 9) {
        digits++;
        if (fraction >= 0 && ++fraction > scale) lost ||= digit !== 0;
        else if (value > growable) overflow = true;
        else value = value * 10 + digit;
      } else if (code === separatorCode && fraction === -1 && scale > 0) fraction = 0;
      else return notNumber;
    }
    if (digits === 0 || fraction === 0) return notNumber;
    if (overflow) return tooLarge;
    if (lost || (digitsMax !== undefined && fraction > digitsMax)) return tooPrecise;
    for (let missing = scale - Math.max(fraction, 0); missing > 0; missing--) {
      if (value > growable) return tooLarge;
      value *= 10;
    }
    return first === 0x2d && value !== 0 ? -value : value;
  };
}

function plainNumber(scale: number, separator: string): string {
  return scale === 0 ? 'a whole number such as 1234' : `a plain number such as 1234${separator}50`;
}
