const whole = new Intl.NumberFormat('en-US');

/** "69,659". */
export function figure(value: number): string {
  return whole.format(value);
}

/** "1 row", "1,204 rows". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** "+1,204", "−320", "0": for changes. */
export function signedFigure(value: number): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${whole.format(Math.abs(value))}`;
}

/** "1.9 MB"; sizes in bytes, by thousands as files managers do. */
export function byteSize(bytes: number): string {
  if (bytes === 1) return '1 byte';
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const step = Math.min(3, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const size = bytes / 1000 ** step;
  return `${step > 0 && size < 10 ? size.toFixed(1) : Math.round(size)} ${units[step] ?? 'GB'}`;
}
