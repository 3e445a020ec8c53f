import { connect, createServer, type Socket } from 'node:net';
import { openDatabase } from '@waybill/store';
import { drain, portsOf } from './drain.ts';
import { inspectWorld } from './inspect-world.ts';
import { Random } from './random.ts';
import { count, newScore, type Score } from './score.ts';
import { makeFile } from './workload.ts';
import type { World } from './world.ts';

const rate = 0.12;
const most = 60;

/**
 * A proxy before MySQL passes every COMMIT on and then, now and then, cuts the connection before its answer comes back: nobody knows
 * whether it counted. Neither a lost nor a doubled row may come of it.
 */
export async function lostCommits({ seed, world }: { seed: number; world: World }): Promise<Score> {
  const random = new Random(seed);
  const proxy = await startProxy(new URL(world.databaseUrl), random);
  const url = new URL(world.databaseUrl);
  url.port = String(proxy.port);
  const db = openDatabase(url.href, { poolSize: 4 });
  let earlier: string | null = null;
  for (let n = 0; n < 25; n++) {
    const text: string = makeFile(random, `l${String(n)}`, 60, earlier);
    await world.drop(`acme/p/lost-${String(n)}.csv`, text);
    earlier = text;
  }
  const ports = { ...portsOf(world), db };
  await drain(world, ports);
  await db.close();
  proxy.close();
  const isAtRest = await drain(world);
  const score = newScore();
  count(score, proxy.cuts(), {
    isAtRest,
    findings: await inspectWorld(world),
    label: `lost commits seed ${String(seed)}`,
  });
  return score;
}

async function startProxy(target: URL, random: Random) {
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let isCut = false;
    client.on('data', (data) => {
      isCut ||= isCommit(data) && cuts < most && random.chance(rate);
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!isCut) client.write(data);
      else {
        cuts++;
        client.destroy();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cuts: () => cuts,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function isCommit(data: Buffer): boolean {
  return data.length < 16 && data[4] === 3 && data.toString('latin1', 5).toLowerCase() === 'commit';
}
