import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { pointsByHand } from './five-rules.ts';

/** Numbers that are the same on every machine and every day. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A purchase file of the plain feed: ids ascending, about four rows a member, one row in 200 with an amount that is none.
 * Returns what a correct load must give.
 */
export async function writePurchases(
  path: string,
  rows: number,
  seed = 1,
): Promise<{ posted: number; rejected: number; points: number }> {
  const random = seeded(seed);
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  const expected = { posted: 0, rejected: 0, points: 0 };
  const members = Math.max(1, Math.floor(rows / 4));
  out.write('txn_id,member_id,txn_date,amount,currency,qty,store,note\n');
  for (let row = 1; row <= rows; row += 1) {
    const cents = 200 + Math.floor(random() * 25_000);
    const bad = random() < 0.005;
    const amount = bad
      ? '12,50'
      : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    const member = 1 + Math.floor(random() * members);
    const day = 1 + Math.floor(random() * 28);
    const quantity = 1 + Math.floor(random() * 5);
    const store = `S${Math.floor(random() * 400)}`;
    const note = random() < 0.1 ? '"gift, wrapped"' : '';
    const line = `T${String(row).padStart(10, '0')},E${String(member).padStart(7, '0')},2026-10-${String(day).padStart(2, '0')},${bad ? `"${amount}"` : amount},USD,${quantity},${store},${note}\n`;
    if (bad) expected.rejected += 1;
    else {
      expected.posted += 1;
      expected.points += pointsByHand({ cents, quantity, store }) ?? 0;
    }
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return expected;
}
