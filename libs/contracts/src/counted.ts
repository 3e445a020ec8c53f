const { format: figure } = new Intl.NumberFormat('en-US');

/** "1 row", "30,000 rows": a count in a sentence for people. */
export function counted(count: number, one: string): string {
  return `${figure(count)} ${one}${count === 1 ? '' : 's'}`;
}
