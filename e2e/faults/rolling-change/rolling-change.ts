import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../fixtures/hub.ts';
import type { HubAddresses } from '../../fixtures/hub.ts';
import { Machine } from '../../fixtures/machine.ts';
import { ledgerInvariants } from '../../verify/ledger-invariants.ts';
import { drain } from '../drain.ts';
import { inspectPoints, inspectWorld } from '../inspect-world.ts';
import { Random } from '../random.ts';
import { count, newScore, type Score } from '../score.ts';
import { makeFile } from '../workload.ts';
import type { World } from '../world.ts';
import { startClients } from './clients.ts';
import { migrate, start, type Started } from './processes.ts';
import { operationNames, startRouter, type Router } from './router.ts';

/** The last release of the rename, and the one whose migration takes the old column away. */
const last = 3;
const contracting = 4;
const clientsAtOnce = 4;
/** So that a slow machine, which takes longer over each change, is not left with more than it can work off. */
const filesMax = 40;
/** On a machine at rest none; more than this is a change of release that makes callers wait, and not a busy machine. */
const putOffMax = 0.01;

interface Live {
  readonly release: number;
  readonly gateway: Started;
  readonly worker: Started;
  readonly port: number;
}

/**
 * Three releases and their migrations while systems call the API and files arrive: the schema first, then a tenth of the calls of every
 * operation, then operation after operation all of them; a worker takes over from the one before. In the end the column that nobody reads any
 * more goes. No call may fail, be answered in two ways or read something else than was written, and the points are those of the raw files.
 *
 * The releases are this one and three that differ from it by a few lines (`next-release.mjs`): the repository knows one version of the product.
 */
export async function rollingChange({
  seed,
  world,
}: {
  seed: number;
  world: World;
}): Promise<Score> {
  const [issuerPort = 0, ...ports] = await freePorts(2 + last);
  const env = environmentOf(world, issuerPort);
  const issuer = await start('issuer', 0, env);
  const router = await startRouter();
  const hub = addressesOf(world, env, router);
  let live = await begin(0, ports[0] ?? 0, env);
  router.between(live.port, live.port);
  const files = dropFiles(world, new Random(seed));
  const clients = startClients(hub, clientsAtOnce);
  const wrong: string[] = [];

  for (let release = 1; release <= last; release++) {
    await migrate(release, env);
    const next = await begin(release, ports[release] ?? 0, env);
    wrong.push(...(await shiftTo(router, live, next)));
    live = next;
  }
  await files.stop();
  const isAtRest = await drain(world);
  const findings = await inspectWorld(world);
  await migrate(contracting, env);
  await pause(500);
  await clients.stop();
  wrong.push(...clients.failures.slice(0, 5), ...(await brokenInvariants(world, hub)));
  wrong.push(...(await inspectPoints(world)).wrong, ...(await tooEarly(env, ports[0] ?? 0, hub)));
  wrong.push(...(await ended(live)));
  if (clients.putOff > clients.calls * putOffMax)
    wrong.push(`${String(clients.putOff)} calls were put off`);
  await router.close();
  await issuer.end();

  const score = newScore();
  console.log(
    `  ${String(clients.calls)} calls and ${String(world.dropped.size)} files over ${String(last)} changes of release; failed: ${String(clients.failures.length)}, put off: ${String(clients.putOff)}; answered by each: ${[...router.answered.values()].join(', ')}`,
  );
  const all = { ...findings, wrong: [...findings.wrong, ...wrong] };
  count(score, last + 1, { isAtRest, findings: all, label: `rolling change seed ${String(seed)}` });
  return score;
}

async function begin(release: number, port: number, env: Record<string, string>): Promise<Live> {
  const own = { ...env, WAYBILL_API_PORT: String(port) };
  const [gateway, worker] = await Promise.all([
    start('gateway', release, own),
    start('worker', release, own),
  ]);
  return { release, gateway, worker, port };
}

/** Moves callers over, operation by operation, and ends the release before when it has answered its last one. */
async function shiftTo(router: Router, live: Live, next: Live): Promise<string[]> {
  router.between(live.port, next.port);
  for (const name of operationNames) router.shift(name, 0.1);
  await pause(700);
  for (const name of operationNames) {
    router.shift(name, 1);
    await pause(5);
  }
  await router.quiet(live.port);
  const silent = [live, next].filter(({ port }) => (router.answered.get(port) ?? 0) === 0);
  return [
    ...silent.map(({ release }) => `release ${String(release)} answered nothing`),
    ...(await ended(live)),
  ];
}

async function ended({ release, gateway, worker }: Live): Promise<string[]> {
  const how = await Promise.all([gateway.end(), worker.end()]);
  if (how.every((code) => code === '0')) return [];
  return [`release ${String(release)} ended with ${how.join(' and ')}`];
}

/** A release that still reads what a migration took away fails, or all of this would prove nothing. */
async function tooEarly(
  env: Record<string, string>,
  port: number,
  hub: HubAddresses,
): Promise<string[]> {
  const gateway = await start('gateway', 0, { ...env, WAYBILL_API_PORT: String(port) });
  const old = new Machine({ ...hub, api: `http://127.0.0.1:${String(port)}/v1` });
  const { status } = await old.call('GET', '/partners?limit=5');
  await gateway.end();
  return status >= 500 ? [] : [`release 0 answered ${String(status)} without its column`];
}

async function brokenInvariants({ sql }: World, hub: HubAddresses): Promise<string[]> {
  // These ask the database alone.
  const world = { hub, sql, s3: null as never };
  const found = await Promise.all(
    ledgerInvariants.map(async ({ id, check }) =>
      (await check(world)).map((violation) => `${id} ${violation}`),
    ),
  );
  return found.flat();
}

function dropFiles(world: World, random: Random) {
  let stopping = false;
  let earlier: string | null = null;
  const dropping = (async () => {
    for (let n = 0; !stopping && n < filesMax; n++) {
      const text: string = makeFile(random, `r${String(n)}`, 40, earlier);
      await world.drop(`acme/p/rolling-${String(n)}.csv`, text);
      earlier = text;
      await pause(300);
    }
  })();
  return {
    stop: () => {
      stopping = true;
      return dropping;
    },
  };
}

function addressesOf(world: World, env: Record<string, string>, router: Router): HubAddresses {
  return {
    portal: '',
    api: `http://127.0.0.1:${String(router.port)}/v1`,
    s3: world.endpoint,
    issuer: env['WAYBILL_ISSUER'] ?? '',
    home: world.home,
    databaseUrl: world.databaseUrl,
  };
}

function environmentOf(world: World, issuerPort: number): Record<string, string> {
  return {
    WAYBILL_HOME: world.home,
    WAYBILL_DATABASE_URL: world.databaseUrl,
    WAYBILL_S3_PORT: String(world.port),
    WAYBILL_S3_ENDPOINT: world.endpoint,
    WAYBILL_ISSUER_PORT: String(issuerPort),
    WAYBILL_ISSUER: `http://localhost:${String(issuerPort)}/oauth2/default`,
    WAYBILL_LEASE_S: '5',
    WAYBILL_RESCAN_S: '1',
  };
}
