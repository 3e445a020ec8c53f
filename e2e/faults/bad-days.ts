import { setTimeout as pause } from 'node:timers/promises';
import { drain } from './drain.ts';
import { inspectWorld } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { makeFile } from './workload.ts';
import { standBy, type StandingBy } from './worker-process.ts';
import type { World } from './world.ts';

const files = 40;
const kills = 12;

const lostEvents = {
  dropRate: 0.2,
  duplicateRate: 0.6,
  duplicateMax: 20,
  delayMaxMs: 1500,
  shuffle: true,
};

/** Events lost, doubled up to twenty times, late and shuffled, while workers are killed with -9 at random instants. */
export async function randomKills({ seed, world }: { seed: number; world: World }): Promise<Score> {
  const random = new Random(seed);
  await world.store.misfortune({ events: lostEvents });
  let earlier: string | null = null;
  const dropping = (async () => {
    for (let n = 0; n < files; n++) {
      const text: string = makeFile(random, `k${String(n)}`, 30 + random.below(60), earlier);
      await world.drop(`acme/p/kills-${String(n)}.csv`, text);
      earlier = text;
      await pause(random.below(120));
    }
  })();
  let crew = await Promise.all([standBy(), standBy()]);
  for (const worker of crew) worker.order(world, null);
  for (let n = 0; n < kills; n++) {
    const spare = standBy();
    await pause(150 + random.below(500));
    const [victim, ...others] = crew as [StandingBy, ...StandingBy[]];
    victim.child.kill('SIGKILL');
    await victim.ended;
    const next = await spare;
    next.order(world, null);
    crew = [...others, next] as typeof crew;
  }
  await dropping;
  for (const worker of crew) worker.child.kill('SIGTERM');
  await Promise.all(crew.map(({ ended }) => ended));
  const injected = await world.store.misfortune();
  const events = (injected['drop-event'] ?? 0) + (injected['duplicate-event'] ?? 0);
  const score = newScore();
  const isAtRest = await drain(world);
  count(score, kills + events, {
    isAtRest,
    findings: await inspectWorld(world),
    label: `random kills seed ${String(seed)}`,
  });
  return score;
}

/** Each fault costs a backoff, so few files make a long storm. */
const stormFiles = 10;

const badStorage = [
  { fault: { kind: 'error', code: 'SlowDown' }, rate: 0.08 },
  { fault: { kind: 'error', code: 'InternalError' }, rate: 0.03 },
  { fault: { kind: 'cut-reply' }, operations: ['GetObject'], rate: 0.15 },
  { fault: { kind: 'corrupt-reply' }, operations: ['GetObject'], rate: 0.15 },
  { fault: { kind: 'corrupt-copy' }, operations: ['CopyObject'], rate: 0.2 },
  { fault: { kind: 'truncate-copy' }, operations: ['CopyObject'], rate: 0.1 },
  { fault: { kind: 'lose-reply' }, operations: ['CopyObject', 'DeleteObject'], rate: 0.3 },
];

/** Storage that is busy, cuts and corrupts what it sends, copies wrongly and loses its answers. */
export async function badStorageDay({
  seed,
  world,
}: {
  seed: number;
  world: World;
}): Promise<Score> {
  const random = new Random(seed);
  let earlier: string | null = null;
  for (let n = 0; n < stormFiles; n++) {
    const text: string = makeFile(random, `s${String(n)}`, 60, earlier);
    await world.drop(`acme/p/storage-${String(n)}.csv`, text);
    earlier = text;
  }
  await world.store.misfortune({ rules: badStorage });
  const isAtRestAlready = await drain(world);
  const injected = await world.store.misfortune();
  const isAtRest = isAtRestAlready || (await drain(world));
  const score = newScore();
  const faults = Object.values(injected).reduce((sum, struck) => sum + struck, 0);
  count(score, faults, {
    isAtRest,
    findings: await inspectWorld(world),
    label: `storage seed ${String(seed)}`,
  });
  return score;
}
