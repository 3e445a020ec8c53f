import { MemoryCaches } from '@waybill/portal-core/testing';
import { ShellCache } from './shell-cache.ts';

const origin = 'http://localhost';
const main = '/main-AAAAAAAA.js';
const area = '/chunk-BBBBBBBB.js';
const editor = '/chunk-EEEEEEEE.js';
const pageOf = (script: string) => `<script src="${script.slice(1)}" type="module"></script>`;

describe('the portal without a network', () => {
  it('opens any screen, with its scripts, its icon and its configuration', async () => {
    const { shell, host, goOffline } = released();
    await shell.install();
    goOffline();

    expect(await text(shell.answer(visit('/runs?state=failed')))).toBe(pageOf(main));
    expect(await text(shell.answer(visit('/files/orders.csv')))).toBe(pageOf(main));
    expect(await text(shell.answer(ask(area)))).toBe('area');
    expect(await text(shell.answer(ask('/favicon.svg')))).toBe('icon');
    expect(await text(shell.answer(ask('/config.json')))).toBe('{"version":"1"}');
    await expect(shell.answer(ask(editor))).rejects.toThrow('offline');
    expect(host.size).toBeGreaterThan(0);
  });

  it('keeps what is large once it was wanted', async () => {
    const { shell, goOffline } = released();
    await shell.install();
    await text(shell.answer(ask(editor)));
    goOffline();

    expect(await text(shell.answer(ask(editor)))).toBe('editor');
  });

  it.each([
    ['POST', '/runs', 'same-origin'],
    ['GET', '/bff/api/runs', 'cors'],
    ['GET', '/healthz', 'navigate'],
    ['GET', '/bff/session', 'navigate'],
    ['GET', '/v1/runs', 'navigate'],
    ['GET', '/docs', 'navigate'],
    ['GET', '/schemas/rule-set-1.json', 'navigate'],
    ['GET', '/index.html', 'cors'],
    ['GET', '/service-worker.js', 'same-origin'],
    ['GET', 'http://localhost:4400/oauth2/default/v1/token', 'cors'],
    ['GET', 'http://localhost:4566/waybill-landing/x', 'cors'],
  ])('is none of the worker’s business: %s %s (%s)', (method, url, mode) => {
    const { shell } = released();

    expect(shell.answer(ask(url, mode, method))).toBeUndefined();
  });

  it('is not what somebody with a network sees: the page comes from the host', async () => {
    const { shell, host } = released();
    await shell.install();
    host.set('/index.html', pageOf('/main-CCCCCCCC.js'));
    host.set('/runs', pageOf('/main-CCCCCCCC.js'));

    expect(await text(shell.answer(visit('/runs')))).toBe(pageOf('/main-CCCCCCCC.js'));
  });

  it('opens where the host is there but answers 503', async () => {
    const { shell, host } = released();
    await shell.install();
    host.set('/runs', 503);

    expect(await text(shell.answer(visit('/runs')))).toBe(pageOf(main));
  });
});

describe('a release', () => {
  it('is kept whole or not at all', async () => {
    const { shell, host, caches } = released();
    host.set(area, 404);

    await expect(shell.install()).rejects.toThrow('/chunk-BBBBBBBB.js answered 404');
    expect(await caches.keys()).toEqual([]);
  });

  it('is not kept where the host serves another by now', async () => {
    const { shell, host, caches } = released();
    host.set('/index.html', pageOf('/main-CCCCCCCC.js'));

    await expect(shell.install()).rejects.toThrow('another release');
    expect(await caches.keys()).toEqual([]);
  });

  it('takes what has not changed from the one before, which stays for the tabs that run it', async () => {
    const { shell, host, caches, fetched } = released();
    await shell.install();
    const second = released({ id: '2', main: '/main-CCCCCCCC.js', host, caches, fetched });
    fetched.length = 0;

    await second.shell.install();
    await second.shell.activate();

    expect(fetched.toSorted()).toEqual([
      '/config.json',
      '/favicon.svg',
      '/index.html',
      '/main-CCCCCCCC.js',
    ]);
    host.delete(main);
    expect(await text(second.shell.answer(ask(main)))).toBe('main');

    const third = released({ id: '3', main: '/main-DDDDDDDD.js', host, caches, fetched });
    await third.shell.install();
    await third.shell.activate();
    expect(await caches.keys()).toEqual(['waybill-portal-2', 'waybill-portal-3']);
  });

  it('that lost a part and cannot get it back is dropped, so that the next page is a whole one', async () => {
    const { shell, host, caches, goOffline } = released();
    await shell.install();
    await (await caches.open('waybill-portal-1')).delete(area);
    host.delete(area);

    expect((await shell.answer(ask(area)))?.status).toBe(404);
    goOffline();
    await expect(shell.answer(visit('/runs'))).rejects.toThrow('offline');
  });
});

interface Given {
  readonly id: string;
  readonly main: string;
  readonly host: Map<string, string | number>;
  readonly caches: MemoryCaches;
  readonly fetched: string[];
}

/** A release that a host serves, and the worker that was built with it. */
function released({
  id = '1',
  main: script = main,
  host = new Map(),
  caches = new MemoryCaches(),
  fetched = [],
}: Partial<Given> = {}) {
  const files = { [script]: 'main', [area]: 'area', [editor]: 'editor', '/favicon.svg': 'icon' };
  for (const [path, body] of Object.entries(files)) host.set(path, body);
  for (const path of ['/index.html', '/runs', '/files/orders.csv']) host.set(path, pageOf(script));
  host.set('/config.json', '{"version":"1"}');
  let isOffline = false;
  const shell = new ShellCache(
    { id, ahead: [script, area, '/favicon.svg'], wanted: [editor] },
    {
      caches,
      origin,
      fetch: (input) => {
        const { pathname } = new URL(
          typeof input === 'object' && 'url' in input ? input.url : String(input),
          origin,
        );
        if (isOffline) return Promise.reject(new TypeError('offline'));
        fetched.push(pathname);
        const body = host.get(pathname) ?? 404;
        return Promise.resolve(
          typeof body === 'number' ? new Response(null, { status: body }) : new Response(body),
        );
      },
    },
  );
  const goOffline = () => {
    isOffline = true;
  };
  return { shell, host, caches, fetched, goOffline };
}

/** No real Request: nobody but a browser may make one that navigates. */
function ask(url: string, mode = 'cors', method = 'GET'): Request {
  return { url: new URL(url, origin).href, mode, method } as Request;
}

function visit(path: string): Request {
  return ask(path, 'navigate');
}

async function text(answer: Promise<Response> | undefined): Promise<string | undefined> {
  return (await answer)?.text();
}
