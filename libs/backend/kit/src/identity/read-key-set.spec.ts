import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readKeySet } from './read-key-set.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

describe('a key set', () => {
  it('is read as JSON', async () => {
    const url = await serving((_request, response) => response.end('{"keys":[]}'));

    expect(await readKeySet(url)).toEqual({ keys: [] });
  });

  const broken: [string, RequestListener][] = [
    ['an error', (_request, response) => response.writeHead(500).end('{"keys":[]}')],
    [
      'a redirect',
      (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254' }).end(),
    ],
    ['a page', (_request, response) => response.end('<html>')],
    [
      'an answer that stops',
      (_request, response) =>
        response.writeHead(200, { 'content-length': '99' }).write('{') && response.destroy(),
    ],
    ['an answer without end', (_request, response) => response.end(`"${'x'.repeat(300_000)}"`)],
  ];
  it.each(broken)('is not taken from %s', async (_name, listener) => {
    const url = await serving(listener);

    await expect(readKeySet(url)).rejects.toThrow();
  });

  it('is not taken from nobody', async () => {
    await expect(readKeySet('http://127.0.0.1:1/keys')).rejects.toThrow('ECONNREFUSED');
  });
});

async function serving(listener: RequestListener): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/keys`;
}
