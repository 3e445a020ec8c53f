import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let home: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'waybill-gateway-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

describe('the process of the API', () => {
  it('brings the database up to date, says that it is ready and what it misses', async () => {
    const { port } = await start();

    const health = await fetch(`http://127.0.0.1:${port}/healthz`);

    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ checks: { database: true, issuer: false } });
  });

  it('answers 503 while the issuer is away and its keys are not known', async () => {
    const { port, iss } = await start();
    const token = `${segment({ alg: 'RS256', kid: 'k', typ: 'at+jwt' })}.${segment({ iss })}.AAAA`;

    const answer = await fetch(`http://127.0.0.1:${port}/v1/runs`, {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.text()).toContain('sign-in service does not answer');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const { gateway } = await start();

    gateway.kill(signal);

    expect(await once(gateway, 'exit')).toEqual([0, null]);
  });

  it('ends when who started it is gone', async () => {
    const { gateway } = await start();

    gateway.disconnect();

    expect(await once(gateway, 'exit')).toEqual([0, null]);
  });

  it('names the setting that is wrong, not its value', async () => {
    const { gateway, output } = await launch({ WAYBILL_CURSOR_KEY: 'too-short' });

    expect(await once(gateway, 'exit')).toEqual([1, null]);
    expect(output()).toContain('WAYBILL_CURSOR_KEY');
    expect(output()).not.toContain('too-short');
  });
});

async function start() {
  const { gateway, iss, output, port } = await launch({});
  const outcome = await Promise.race([once(gateway, 'message'), once(gateway, 'exit')]);
  expect(outcome, output()).toEqual([{ ready: true }, undefined]);
  return { gateway, iss, port };
}

async function launch(env: Record<string, string>) {
  const port = await freePort();
  const closed = await freePort();
  const gateway = fork(fileURLToPath(new URL('main.ts', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      WAYBILL_HOME: home,
      WAYBILL_API_PORT: String(port),
      WAYBILL_ISSUER_PORT: String(closed),
      ...env,
    },
  });
  child = gateway;
  let text = '';
  for (const stream of [gateway.stdout, gateway.stderr]) {
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  const iss = `http://localhost:${closed}/oauth2/default`;
  return { gateway, iss, port, output: () => text };
}

function segment(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}
