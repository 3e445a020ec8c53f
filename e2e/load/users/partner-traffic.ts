import { setTimeout as sleep } from 'node:timers/promises';
import type { HubAddresses } from '../../fixtures/hub.ts';
import { drop, s3Client, settled } from '../../fixtures/landing.ts';
import type { Machine } from '../../fixtures/machine.ts';
import { Random } from '../../faults/random.ts';
import { fiveRulesFeed } from '../five-rules.ts';

const partners = ['north', 'south', 'east', 'west'];

/** Four partners with rules of their own and files of purchases, every fiftieth row with an amount that is none. */
export async function fillHub(
  hub: HubAddresses,
  machine: Machine,
  size: { files: number; rows: number; seed: number },
): Promise<void> {
  const s3 = s3Client(hub);
  const random = new Random(size.seed);
  for (const id of partners) {
    await machine.must('POST', '/partners', { id, name: `Partner ${id}` });
    await machine.must('POST', `/partners/${id}/feeds`, fiveRulesFeed);
  }
  const keys = Array.from({ length: size.files }, (_, at) => keyOf(at));
  for (const [at, key] of keys.entries()) await drop(s3, key, purchases(random, at, size.rows));
  for (const key of keys) await settled(machine, key);
}

/**
 * A file of 500 rows every `everyS` seconds until the signal aborts: users look at a hub that works. Answers how many were dropped.
 */
export async function keepDropping(
  hub: HubAddresses,
  options: { everyS: number; seed: number; signal: AbortSignal },
): Promise<number> {
  const s3 = s3Client(hub);
  const random = new Random(options.seed);
  let dropped = 0;
  while (!options.signal.aborted) {
    const at = 1_000_000 * options.seed + dropped;
    await drop(s3, keyOf(at), purchases(random, at, 500));
    dropped += 1;
    await sleep(options.everyS * 1000, undefined, { signal: options.signal }).catch(() => null);
  }
  return dropped;
}

const keyOf = (at: number) => `${partners[at % partners.length]}/purchases/load-${at}.csv`;

function purchases(random: Random, file: number, rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const amount = random.chance(0.02) ? 'none' : (1 + random.below(40_000) / 100).toFixed(2);
    const day = String(1 + random.below(28)).padStart(2, '0');
    const member = `E${String(random.below(2000)).padStart(6, '0')}`;
    return `T${file}-${row},${member},2026-10-${day},${amount},USD,${1 + random.below(5)},S${random.below(40)},`;
  });
  return `txn_id,member_id,txn_date,amount,currency,qty,store,note\n${lines.join('\n')}\n`;
}
