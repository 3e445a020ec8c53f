import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { drain, leaseS } from './drain.ts';
import { inspectWorld } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { makeFile } from './workload.ts';
import { standBy, type Crash } from './worker-process.ts';
import type { World } from './world.ts';

/** Instants at which a worker holds no open transaction, so that freezing it blocks nobody. */
const points: readonly Crash['point'][] = ['CP5', 'CP8', 'CP9', 'CP11', 'CP13'];

/**
 * Freezes a worker past its lease (SIGSTOP), lets another one finish the run, and thaws it (SIGCONT): the stale worker may write
 * nothing any more.
 */
export async function freeze({
  seeds,
  worlds,
}: {
  seeds: readonly number[];
  worlds: readonly World[];
}): Promise<Score> {
  const score = newScore();
  const cases = seeds.flatMap((seed) => points.map((point) => ({ seed, point })));
  const lane = async (world: World) => {
    for (let next = cases.shift(); next !== undefined; next = cases.shift())
      await freezeOnce(world, next, score);
  };
  await Promise.all(worlds.map(lane));
  return score;
}

async function freezeOnce(
  world: World,
  { seed, point }: { seed: number; point: Crash['point'] },
  score: Score,
): Promise<void> {
  const random = new Random(seed * 77 + points.indexOf(point));
  const name = `z${String(seed)}${point}`;
  const worker = await standBy();
  await world.drop(`acme/p/${name}.csv`, makeFile(random, name, 40));
  worker.order(world, { point, k: point === 'CP8' ? 1 + random.below(4) : 1, signal: 'SIGSTOP' });
  const isFrozen = await stopped(worker.child.pid ?? 0);
  await pause(leaseS * 1000 + 100);
  const isAtRest = await drain(world);
  worker.child.kill('SIGCONT');
  await pause(600);
  const findings = await inspectWorld(world);
  if (!isFrozen) findings.wrong.push('no fault');
  worker.child.kill('SIGTERM');
  if ((await worker.ended) !== null) findings.wrong.push('the thawed worker did not end in order');
  count(score, 1, { isAtRest, findings, label: `freeze ${point} seed ${String(seed)}` });
}

/** Waits until the kernel says that the process is stopped. */
async function stopped(pid: number): Promise<boolean> {
  for (let tried = 0; tried < 200; tried++) {
    const status = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
    if (status.slice(status.lastIndexOf(')') + 2).startsWith('T')) return true;
    await pause(50);
  }
  return false;
}
