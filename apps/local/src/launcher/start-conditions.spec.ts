import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { checkPorts } from './ports.ts';
import { openStateFolder, resetStateFolder } from './state-folder.ts';

let home: string;
const servers: Server[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'waybill-state-'));
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(home, { recursive: true, force: true });
});

describe('a port that is taken', () => {
  it('is named together with the variable that moves it', async () => {
    const port = await occupied('something else');

    const check = checkPorts(
      readConfiguration({ ...elsewhere, WAYBILL_API_PORT: String(port) }, []),
    );

    await expect(check).rejects.toThrow(
      `Port ${port} for the api is taken; WAYBILL_API_PORT moves it.`,
    );
  });

  it('by another Waybill is told as such', async () => {
    const port = await occupied('{"status":"ok","service":"waybill-issuer"}');
    const env = { ...elsewhere, WAYBILL_ISSUER_PORT: String(port) };

    await expect(checkPorts(readConfiguration(env, []))).rejects.toThrow(
      /Another Waybill is running/,
    );
  });

  it('is no concern when what would use it is outside', async () => {
    const port = await occupied('');
    const env = {
      ...elsewhere,
      WAYBILL_S3_PORT: String(port),
      WAYBILL_S3_ENDPOINT: 'http://127.0.0.1:9000',
    };

    await expect(checkPorts(readConfiguration(env, []))).resolves.toBeUndefined();
  });
});

describe('--reset', () => {
  it('empties a folder that Waybill made', () => {
    openStateFolder(home);
    writeFileSync(join(home, 'waybill.sqlite'), 'data');

    resetStateFolder(home);

    expect(readdirSync(home)).toEqual(['.waybill-state']);
  });

  it('leaves a folder alone that is somebody else’s, even after a start in it', () => {
    writeFileSync(join(home, 'thesis.txt'), 'years of work');
    openStateFolder(home);

    expect(() => {
      resetStateFolder(home);
    }).toThrow(/does not look like a state folder/);
    expect(readdirSync(home)).toContain('thesis.txt');
  });

  it('is content with a folder that is not there or empty', () => {
    resetStateFolder(join(home, 'nowhere'));
    mkdirSync(join(home, 'empty'));
    resetStateFolder(join(home, 'empty'));

    expect(readdirSync(home)).toEqual(['empty']);
  });
});

/** Ports that nobody uses, so that nothing running on this machine decides the outcome: below those that systems give to whoever asks for any. */
const elsewhere = {
  WAYBILL_PORT: '21101',
  WAYBILL_API_PORT: '21102',
  WAYBILL_S3_PORT: '21103',
  WAYBILL_ISSUER_PORT: '21104',
};

async function occupied(answer: string): Promise<number> {
  const server = createServer((_request, response) => response.end(answer));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
