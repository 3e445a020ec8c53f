import { setTimeout as pause } from 'node:timers/promises';
import { drain } from './drain.ts';
import { inspectWorld } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { makeFile } from './workload.ts';
import { standBy } from './worker-process.ts';
import type { World } from './world.ts';

/** Files dropped at once; all of them move the points of the same few members. */
const files = 50;
const workers = 2;

/** Fifty runs at the same time over shared members, with ids that several files share, in two worker processes. */
export async function crowd({ seed, world }: { seed: number; world: World }): Promise<Score> {
  const score = newScore();
  const random = new Random(seed);
  const crew = await Promise.all(Array.from({ length: workers }, () => standBy()));
  let earlier: string | null = null;
  const contents: [string, string][] = [];
  for (let n = 0; n < files; n++) {
    const text: string = makeFile(random, `c${String(n)}`, 60, earlier);
    contents.push([`acme/p/crowd-${String(n)}.csv`, text]);
    earlier = text;
  }
  await Promise.all(contents.map(([key, text]) => world.drop(key, text)));
  for (const worker of crew)
    worker.order(world, null, {
      WAYBILL_WORKER_RUNS: String(files / workers),
      WAYBILL_LEASE_S: '20',
    });
  const isDone = await finished(world);
  for (const worker of crew) worker.child.kill('SIGTERM');
  await Promise.all(crew.map(({ ended }) => ended));
  const isAtRest = await drain(world);
  count(score, files, {
    isAtRest: isAtRest && isDone,
    findings: await inspectWorld(world),
    label: `crowd seed ${String(seed)}`,
  });
  return score;
}

async function finished(world: World): Promise<boolean> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const [row] = await world.sql.all(
      "select count(*) as runs from v_run where state not in ('queued', 'running')",
    );
    if (Number(row?.['runs']) >= files) return true;
    await pause(200);
  }
  return false;
}
