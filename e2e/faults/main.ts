import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { startMariaDb, type MariaDb } from '@waybill/store/testing/mariadb';
import { badStorageDay, randomKills } from './bad-days.ts';
import { bulkReplays } from './bulk-replay.ts';
import { crashMatrix } from './crash-matrix.ts';
import { crowd } from './crowd.ts';
import { killedExports } from './exports.ts';
import { freeze } from './freeze.ts';
import { lostCommits } from './lost-commits.ts';
import { overwrite } from './overwrite.ts';
import { addScore, newScore, scoreLine, type Score } from './score.ts';
import { restore } from './restore.ts';
import { rollingChange } from './rolling-change/rolling-change.ts';
import { createWorld, type World } from './world.ts';

/**
 * `node e2e/faults/main.ts [--engine sqlite|mariadb] [--seeds 5] [--bad-seeds 2] [--first 1] [--only <suite>] [--out file.json]`
 *
 * Kills, freezes and misleads real workers and compares what is left with the raw files. Prints one line per suite and a JSON
 * line in the end; exit code 1 unless every fault was survived.
 */
const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    seeds: { type: 'string', default: '5' },
    'bad-seeds': { type: 'string', default: '2' },
    first: { type: 'string', default: '1' },
    only: { type: 'string' },
    out: { type: 'string' },
  },
});
// Every child process is ended with this one.
process.setMaxListeners(100);
const engines = values.engine === undefined ? ['sqlite', 'mariadb'] : [values.engine];
const seeds = Array.from({ length: Number(values.seeds) }, (_, n) => Number(values.first) + n);
const badSeeds = seeds.slice(0, Number(values['bad-seeds']));

/** So many light suites run at the same time. */
const lightAtOnce = 3;

interface Suite {
  readonly name: string;
  /** Worlds side by side. */
  readonly lanes: number;
  readonly only?: string;
  /** It measures, so nothing else may run. */
  readonly alone?: true;
  readonly run: (worlds: readonly World[], engine: string) => Promise<Score>;
}

/** The one world of a suite that needs no second one. */
const first =
  (run: (options: { seed: number; world: World }) => Promise<Score>): Suite['run'] =>
  async ([world]) => {
    if (!world) throw new Error('A suite needs a world');
    return run({ seed: seeds[0] ?? 1, world });
  };

const suites: readonly Suite[] = [
  {
    name: 'crash points',
    lanes: 6,
    run: (worlds) => crashMatrix({ seeds, worlds, badEvents: false }),
  },
  {
    name: 'crash points, bad events',
    lanes: 6,
    run: (worlds) => crashMatrix({ seeds: badSeeds, worlds, badEvents: true }),
  },
  {
    name: 'frozen workers',
    lanes: 6,
    run: (worlds) => freeze({ seeds: badSeeds.slice(0, 1), worlds }),
  },
  { name: 'random kills, lost events', lanes: 1, run: first(randomKills) },
  { name: 'bulk replay', lanes: 1, run: first(bulkReplays) },
  { name: '50 runs at once', lanes: 1, run: first(crowd) },
  { name: 'bad storage', lanes: 1, run: first(badStorageDay) },
  { name: 'killed exports', lanes: 1, run: first(killedExports) },
  { name: 'overwritten meanwhile', lanes: 1, run: first(overwrite) },
  { name: 'lost commits', lanes: 1, only: 'mariadb', run: first(lostCommits) },
  { name: 'restored from a dump', lanes: 1, only: 'mariadb', run: first(restore) },
  { name: 'rolling change', lanes: 1, only: 'mariadb', alone: true, run: first(rollingChange) },
];

const total = newScore();
for (const engine of engines) {
  const server = engine === 'mariadb' ? await startMariaDb() : null;
  try {
    await runAll(
      suites.filter((suite) => isWanted(suite, engine)),
      engine,
      server,
    );
  } finally {
    await server?.stop();
  }
}
console.log(scoreLine('all', total));
for (const note of total.notes) console.log(`  ${note}`);
const { notes, ...counts } = total;
console.log(JSON.stringify({ ...counts, seeds: seeds.length, notes: notes.length }));
const failed = total.faults - total.survived + total.notes.length;
if (values.out !== undefined) {
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, JSON.stringify({ passed: total.survived, failed }));
}
process.exit(failed === 0 && total.faults > 0 ? 0 : 1);

function isWanted({ name, only }: Suite, engine: string): boolean {
  return (only ?? engine) === engine && name.startsWith(values.only ?? '');
}

/** One after the other; those that are light some at the same time. */
async function runAll(
  wanted: readonly Suite[],
  engine: string,
  server: MariaDb | null,
): Promise<void> {
  const run = async (suite: Suite) => {
    addScore(total, await runSuite(suite, engine, server));
  };
  for (const suite of wanted) if (!isLight(suite)) await run(suite);
  const waiting = wanted.filter(isLight).values();
  const runners = Array.from({ length: lightAtOnce }, async () => {
    for (const suite of waiting) await run(suite);
  });
  // All of them end, also where one fails: each has worlds to close.
  await Promise.allSettled(runners);
  await Promise.all(runners);
}

/** It waits more than it works, and measures nothing. */
function isLight({ lanes, alone }: Suite): boolean {
  return lanes === 1 && !alone;
}

async function runSuite(suite: Suite, engine: string, server: MariaDb | null): Promise<Score> {
  const started = performance.now();
  const worlds: World[] = [];
  for (let lane = 0; lane < suite.lanes; lane++) {
    const name = `${suite.name.replaceAll(/\W+/g, '_')}_${String(lane)}`;
    const url = server ? server.url.replace(/\/[^/]*$/, `/${name}`) : undefined;
    worlds.push(await createWorld((seeds[0] ?? 1) + lane, url));
  }
  try {
    const score = await suite.run(worlds, engine);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${scoreLine(`${engine}, ${suite.name}`, score)}  (${seconds} s)`);
    return score;
  } finally {
    for (const world of worlds) await world.close();
  }
}
