import type { Random } from './random.ts';

const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note';
const members = 12;

/**
 * A file with good rows, rows without points, rows that cannot be read, repeated rows and conflicting ones. Ids begin with the
 * file's name; with `shared`, some rows are those of a file dropped earlier, exactly as it has them.
 */
export function makeFile(
  random: Random,
  name: string,
  rows: number,
  shared: string | null = null,
): string {
  const lines: string[] = [];
  const borrowed = shared === null ? [] : goodLines(shared);
  for (let n = 1; n <= rows; n++) {
    const earlier = lines[random.below(lines.length)];
    const kind = random.next();
    if (kind < 0.08 && earlier !== undefined) lines.push(earlier);
    else if (kind < 0.12 && earlier !== undefined) lines.push(`${earlier}!`);
    else if (kind < 0.2 && borrowed.length > 0)
      lines.push(borrowed[random.below(borrowed.length)] ?? '');
    else lines.push(row(random, `${name}-${String(n)}`));
  }
  return `${[header, ...lines].join('\n')}\n`;
}

function row(random: Random, txn: string): string {
  const kind = random.next();
  const whole = kind < 0.06 ? '0' : String(1 + random.below(200));
  const amount = kind > 0.95 ? 'ten' : `${whole}.${String(random.below(100)).padStart(2, '0')}`;
  const member = `M${String(random.below(members))}`;
  const day = String(1 + random.below(28)).padStart(2, '0');
  return `${txn},${member},2026-03-${day},${amount},USD,1,S${String(random.below(5))},note ${'x'.repeat(random.below(400))}`;
}

/** Rows that every file agrees on: those whose id the file has only once. */
function goodLines(text: string): string[] {
  const lines = text.trimEnd().split('\n').slice(1);
  const seen = new Map<string, number>();
  for (const line of lines) seen.set(idOf(line), (seen.get(idOf(line)) ?? 0) + 1);
  return lines.filter((line) => seen.get(idOf(line)) === 1);
}

function idOf(line: string): string {
  return line.slice(0, line.indexOf(','));
}
