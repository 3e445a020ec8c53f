import type { CrashPoint } from '@waybill/pipeline';
import { drain } from './drain.ts';
import { inspectPoints, inspectWorld } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { standBy, type StandingBy } from './worker-process.ts';
import { makeFile } from './workload.ts';
import type { World } from './world.ts';

/** Those on the way of a file; jobs have their own. */
type FilePoint = Exclude<CrashPoint, 'CP15' | 'CP16'>;

/** How often each point is reached in one file of the workload, at least. */
const reached: Record<FilePoint, number> = {
  CP1: 1,
  CP2: 1,
  CP3: 1,
  CP4: 1,
  CP5: 1,
  CP6: 4,
  CP7: 4,
  CP8: 4,
  CP9: 1,
  CP10: 1,
  CP11: 1,
  CP12: 1,
  CP13: 1,
  CP14: 1,
};
const points = Object.keys(reached) as FilePoint[];
const hitLimitMs = 20_000;

/** Events as they come on a bad day; the sweep has to find what they leave out. */
const badDay = {
  dropRate: 0.3,
  duplicateRate: 0.5,
  duplicateMax: 5,
  delayMaxMs: 300,
  shuffle: true,
};

export interface MatrixOptions {
  readonly seeds: readonly number[];
  /** Several worlds side by side, since most of the time is waiting for leases. */
  readonly worlds: readonly World[];
  readonly badEvents: boolean;
}

/**
 * Kills a worker with -9 at every crash point, for every seed, and lets another one take over. After each kill the world is compared
 * with the raw files.
 */
export async function crashMatrix({ seeds, worlds, badEvents }: MatrixOptions): Promise<Score> {
  const score = newScore();
  const cases = seeds.flatMap((seed) => points.map((point) => ({ seed, point })));
  const lane = async (world: World) => {
    await world.store.misfortune(badEvents ? { events: badDay } : {});
    let worker: StandingBy | null = null;
    for (let next = cases.shift(); next !== undefined; next = cases.shift()) {
      worker ??= await standBy();
      const following: Promise<StandingBy> | null = cases.length > 0 ? standBy() : null;
      await crashOnce(world, worker, { ...next, badEvents }, score);
      worker = await following;
    }
    worker?.child.kill('SIGKILL');
    await world.store.misfortune();
    // Bytes and audit chain cost a read of everything, so they are compared once for all kills of a world.
    const findings = await inspectWorld(world);
    count(score, 0, { isAtRest: await drain(world), findings, label: 'at the end' });
  };
  await Promise.all(worlds.map(lane));
  return score;
}

async function crashOnce(
  world: World,
  worker: StandingBy,
  { seed, point, badEvents }: { seed: number; point: FilePoint; badEvents: boolean },
  score: Score,
): Promise<void> {
  const random = new Random(seed * 1000 + points.indexOf(point));
  const label = `${point} seed ${String(seed)}${badEvents ? ' bad events' : ''}`;
  const shared = [...world.dropped.values()].at(-1) ?? null;
  const name = `f${String(seed)}${point}${badEvents ? 'b' : 'a'}`;
  await world.drop(`acme/p/${name}.csv`, makeFile(random, name, 40 + random.below(30), shared));
  const isCommit = point === 'CP7' && world.databaseUrl.startsWith('mysql:');
  const k = 1 + random.below(isCommit ? 8 : reached[point]);
  worker.order(world, { point: isCommit ? 'commit' : point, k, signal: 'SIGKILL' });
  const timer = setTimeout(() => worker.child.kill('SIGTERM'), hitLimitMs);
  const signal = await worker.ended;
  clearTimeout(timer);
  if (signal !== 'SIGKILL') score.notes.push(`${label}: the point was not reached`);
  const isAtRest = await drain(world);
  const findings = await inspectPoints(world);
  if (signal !== 'SIGKILL') findings.wrong.push('no fault');
  count(score, 1, { isAtRest, findings, label });
}
