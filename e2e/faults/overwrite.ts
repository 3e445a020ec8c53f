import type { CrashPoint } from '@waybill/pipeline';
import { drain, portsOf } from './drain.ts';
import { inspectWorld } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { makeFile } from './workload.ts';
import type { World } from './world.ts';

const points: readonly CrashPoint[] = [
  'CP1',
  'CP2',
  'CP3',
  'CP4',
  'CP5',
  'CP6',
  'CP8',
  'CP9',
  'CP10',
  'CP11',
  'CP12',
];

/**
 * Puts other content under a key while its file is being processed, at every stage, once to five times. Contents that a run began
 * to post are brought to their end, older ones may be passed over before anything of them is posted, and the newest always counts.
 */
export async function overwrite({ seed, world }: { seed: number; world: World }): Promise<Score> {
  const score = newScore();
  for (const point of points) {
    const random = new Random(seed * 31 + points.indexOf(point));
    const key = `acme/p/over-${String(seed)}-${point}.csv`;
    const times = 1 + random.below(5);
    let done = 0;
    const put = async () => {
      const name = `o${String(seed)}${point}-${String(done++)}`;
      await world.drop(key, makeFile(random, name, 20));
    };
    await put();
    const reach = async (reached: CrashPoint) => {
      if (reached !== point || done > 1) return;
      for (let n = 0; n < times; n++) await put();
    };
    const isAtRest = await drain(world, portsOf(world, { reach }));
    await forgetPassedOver(world, key);
    count(score, 1, {
      isAtRest,
      findings: await inspectWorld(world, { mayRefuse: true }),
      label: `overwrite ${point} seed ${String(seed)}`,
    });
  }
  return score;
}

/** The oracle expects only what was not superseded: contents of this key that the ledger knows nothing of, but never the last. */
async function forgetPassedOver({ sql, dropped }: World, key: string): Promise<void> {
  const versions = [...dropped.entries()].filter(([name]) => name.startsWith(`${key}#`));
  const posted = new Set(
    (await sql.all(`select distinct txn_id from v_ledger`)).map(({ txn_id }) => String(txn_id)),
  );
  for (const [name, text] of versions.slice(0, -1)) {
    const ids = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.slice(0, line.indexOf(',')));
    // All or nothing: content of which anything is posted has to be posted as a whole.
    if (!ids.some((id) => posted.has(id))) dropped.delete(name);
  }
}
