import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../issuer/testing/free-port.ts';
import { createHub } from './hub.ts';
import type { Hub } from './hub.ts';
import { openStateFolder } from './state-folder.ts';
import { isAlive, waitFor } from './testing/wait-for.ts';

const file = fileURLToPath(new URL('./testing/fake-process.ts', import.meta.url));
let home: string;
let said: string[];
let hubs: Hub[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'waybill-hub-'));
  said = [];
  hubs = [];
});
afterEach(async () => {
  await Promise.all(hubs.map((hub) => hub.stop()));
  rmSync(home, { recursive: true, force: true });
});

describe('the hub', () => {
  it('starts its processes, waits until they are ready, writes their ids and stops them all', async () => {
    const port = await freePort();
    const hub = hubOf({ FAKE_PORT: String(port) }, port);

    await hub.start();
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
    const pid = pidOf('fake');
    await hub.stop();

    expect(answer.status).toBe(200);
    expect(isAlive(pid)).toBe(false);
    expect(readdirSync(join(home, 'run'))).toEqual([]);
  });

  it('starts a killed process again within about a second, under its new id', async () => {
    const hub = hubOf();
    await hub.start();
    const before = pidOf('fake');

    const killedAt = Date.now();
    process.kill(before, 'SIGKILL');
    const after = await waitFor(() => hasPid('fake') && pidOf('fake') !== before && pidOf('fake'));

    expect(Date.now() - killedAt).toBeLessThan(1500);
    expect(isAlive(after)).toBe(true);
    expect(said.join('\n')).toContain('[fake] ended unexpectedly (SIGKILL)');
  });

  it('gives up on a process that never starts, and shows what it said', async () => {
    const hub = hubOf({ FAKE: 'crashes' });

    await expect(hub.start()).rejects.toThrow(/fake ends as soon as.*because of the weather/s);
    expect(readdirSync(join(home, 'run'))).toEqual([]);
  });

  it('kills a process that does not stop', async () => {
    const hub = hubOf({ FAKE: 'stubborn' });
    await hub.start();
    const pid = pidOf('fake');

    await hub.stop();

    expect(isAlive(pid)).toBe(false);
    expect(said.join('\n')).toContain('did not stop in time');
  });

  it('keeps every line in the log and shows only warnings', async () => {
    await hubOf().start();

    const log = await waitFor(() => {
      const text = readFileSync(join(home, 'logs/fake.log'), 'utf8');
      return text.includes('demand') && text;
    });

    expect(log).toContain('a line of output');
    expect(said).toEqual(['[fake] warn: the demand is low']);
  });

  it('leaves no orphan when it is killed itself', async () => {
    const launcher = fileURLToPath(new URL('./testing/fake-hub.ts', import.meta.url));
    const killed = spawn(process.execPath, [launcher, home], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => killed.stdout.once('data', resolve));
    const orphan = pidOf('fake');

    killed.kill('SIGKILL');

    await waitFor(() => !isAlive(orphan));
    expect(isAlive(orphan)).toBe(false);
  });
});

function hubOf(env: Record<string, string> = {}, port?: number): Hub {
  const plan = { name: 'fake', file, ...(port ? { port } : {}) };
  const hub = createHub([[plan]], {
    state: openStateFolder(home),
    env: { ...process.env, ...env },
    say: (line) => said.push(line),
    stopLimitMs: 300,
  });
  hubs.push(hub);
  return hub;
}

function hasPid(name: string): boolean {
  return existsSync(join(home, 'run', `${name}.pid`));
}

function pidOf(name: string): number {
  return Number(readFileSync(join(home, 'run', `${name}.pid`), 'utf8'));
}
