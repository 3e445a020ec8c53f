import { startMariaDb } from '@waybill/store/testing/mariadb';
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { purchaseFeed } from '../fixtures/feeds.ts';
import { startHub } from '../fixtures/hub.ts';
import { drop, s3Client, settled } from '../fixtures/landing.ts';
import { Machine } from '../fixtures/machine.ts';

const secondsPerRound = 8;

/** Latency of reading one run through the whole API (token, permission, contract, ETag) against a bare server doing one select. */
export async function benchApi(): Promise<void> {
  const server = await startMariaDb({ bufferPoolMb: 256, flushLogAtCommit: 1 });
  const hub = await startHub({ databaseUrl: server.url });
  try {
    const machine = new Machine(hub);
    await machine.must('POST', '/partners', { id: 'bench', name: 'Bench' });
    await machine.must('POST', '/partners/bench/feeds', purchaseFeed);
    await drop(
      s3Client(hub),
      'bench/purchases/one.csv',
      'txn_id,member_id,txn_date,amount,currency,qty,store,note\nT1,E1,2026-10-01,12.00,USD,1,S1,\n',
    );
    const { run } = await settled(machine, 'bench/purchases/one.csv');
    const bare = await startBareServer(server.url, run?.id ?? '');
    const headers = { authorization: `Bearer ${await machine.token()}` };
    console.log(
      `\nAPI, MariaDB, ${secondsPerRound} s a round, load generator on the same two cores`,
    );
    for (const connections of [20, 100]) {
      const plain = await shoot({ url: bare.url, connections });
      const through = await shoot({
        url: `${hub.api}/runs/${run?.id ?? ''}`,
        connections,
        headers,
      });
      print(`bare server, one select`, connections, plain);
      print(`GET /v1/runs/{id}`, connections, through, through.rate / plain.rate);
    }
    bare.stop();
  } finally {
    await hub.stop();
    await server.stop();
  }
}

interface Shot {
  rate: number;
  p50: number;
  p95: number;
  p99: number;
}

async function shoot(options: {
  url: string;
  connections: number;
  headers?: Record<string, string>;
}): Promise<Shot> {
  await autocannon({ ...options, duration: 2 });
  const result = await autocannon({ ...options, duration: secondsPerRound });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${result.non2xx} answers were not 2xx, ${result.errors} errors: ${options.url}`,
    );
  // autocannon has no p95; p97.5 is the next stricter figure it keeps.
  return {
    rate: result.requests.average,
    p50: result.latency.p50,
    p95: result.latency.p97_5,
    p99: result.latency.p99,
  };
}

function print(name: string, connections: number, shot: Shot, ratio?: number): void {
  const figures = `p50 ${shot.p50} ms  p97.5 ${shot.p95} ms  p99 ${shot.p99} ms`;
  console.log(
    `${name.padEnd(24)} ${String(connections).padStart(3)} connections  ${Math.round(shot.rate).toLocaleString('en').padStart(7)} req/s  ${figures}${ratio === undefined ? '' : `  ${ratio.toFixed(2)} of bare`}`,
  );
}

async function startBareServer(
  databaseUrl: string,
  runId: string,
): Promise<{ url: string; stop(): void }> {
  const child = spawn(
    process.execPath,
    [`${import.meta.dirname}/bare-server.ts`, databaseUrl, runId],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return { url: line.trim(), stop: () => void child.kill() };
}
