import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerDigest } from '../verify/ledger-digest.ts';
import { drain } from './drain.ts';
import { inspectWorld } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { makeFile } from './workload.ts';
import { createWorld, type World } from './world.ts';

const files = 5;

/**
 * A hub is lost. From a dump of its database and a copy of its buckets another one is made, with the same ledger to the row; a file that comes
 * again there books nothing.
 */
export async function restore({ seed, world }: { seed: number; world: World }): Promise<Score> {
  const random = new Random(seed);
  for (let n = 0; n < files; n++)
    await world.drop(`acme/p/lost-${String(n)}.csv`, makeFile(random, `l${String(n)}`, 60));
  const wasAtRest = await drain(world);
  const before = await ledgerDigest(world.sql);
  const home = mkdtempSync(join(tmpdir(), 'waybill-restored-'));
  cpSync(join(world.home, 's3'), join(home, 's3'), { recursive: true });
  const restored = await createWorld(seed, copyOf(world.databaseUrl), { home });
  try {
    const wrong = (await ledgerDigest(restored.sql)) === before ? [] : ['another ledger'];
    for (const [key, text] of world.dropped) restored.dropped.set(key, text);
    const [again = ''] = world.dropped.values();
    await restored.drop('acme/p/again.csv', again);
    const isAtRest = wasAtRest && (await drain(restored));
    if ((await ledgerDigest(restored.sql)) !== before) wrong.push('a file that came again booked');
    const found = await inspectWorld(restored);
    const findings = { ...found, wrong: [...found.wrong, ...wrong] };
    const score = newScore();
    count(score, 1, { isAtRest, findings, label: `restore seed ${String(seed)}` });
    return score;
  } finally {
    await restored.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** What the guide says to do: `mariadb-dump --single-transaction`, into an empty database. Answers its address. */
function copyOf(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  const access = [
    `--host=${url.hostname}`,
    `--port=${url.port}`,
    `--user=${url.username}`,
    `--password=${url.password}`,
  ];
  const dump = execFileSync(
    'mariadb-dump',
    [...access, '--single-transaction', '--triggers', name],
    {
      maxBuffer: 1 << 30,
    },
  );
  const copy = `${name}_restored`;
  execFileSync('mariadb', [...access, '-e', `create database ${copy} character set utf8mb4`]);
  execFileSync('mariadb', [...access, copy], { input: dump });
  return databaseUrl.replace(/\/[^/]*$/, `/${copy}`);
}
