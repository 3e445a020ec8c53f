/** A number that is counted in its smallest unit, with all digits of its scale: 125000 at scale 4 is 12.5000. */
export function decimalText(unscaled: number, scale: number): string {
  const digits = String(Math.abs(unscaled)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${unscaled < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
