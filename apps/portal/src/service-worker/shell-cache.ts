import type { Release } from './release.ts';

const prefix = 'waybill-portal-';
const page = '/index.html';
const configuration = '/config.json';
const hashed = /-[A-Za-z0-9_-]{8}\.(?:js|css)$/;
/** Everything at the origin that is no screen of the portal. */
const notScreens =
  /^\/(?:(?:bff|v1|schemas|docs|healthz)(?:\/|$)|[^?]*\.(?:css|html|ico|js|json|map|png|svg|ttf|txt|webmanifest|woff2?)$)/;
/** So long the network may take for a page that is here already. */
const patienceMs = 4000;
/** Files that are fetched together when a release is installed. */
const atOnce = 6;

/** What the worker is given of the browser. */
export interface Ports {
  readonly caches: CacheStorage;
  readonly fetch: typeof fetch;
  readonly origin: string;
}

/**
 * The files of the portal, so that it opens without a network. What the hub answers is none of its business: calls, sign-ins and
 * uploads do not pass through it at all.
 */
export class ShellCache {
  private readonly release: Release;
  private readonly ports: Ports;
  private readonly name: string;

  constructor(release: Release, ports: Ports) {
    this.release = release;
    this.ports = ports;
    this.name = prefix + release.id;
  }

  /**
   * Fetches the release; what has not changed is taken from the one before.
   *
   * @throws Error when a file is missing or the host serves another release by now: the browser tries again later
   */
  async install(): Promise<void> {
    const { caches } = this.ports;
    const cache = await caches.open(this.name);
    try {
      await this.takeAll(cache, [page, configuration, ...this.release.ahead]);
      const text = (await (await cache.match(page))?.text()) ?? '';
      const scripts = [...text.matchAll(/src="([^"]+\.js)"/g)].map(([, name]) => `/${name ?? ''}`);
      if (!scripts.every((path) => this.release.ahead.includes(path)))
        throw new Error('the host serves another release by now');
    } catch (error) {
      await caches.delete(this.name);
      throw error;
    }
  }

  /** Keeps the release before as well: tabs that run it may still open screens they have not shown. */
  async activate(): Promise<void> {
    const { caches } = this.ports;
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
    const before = names.filter((name) => name !== this.name).at(-1);
    const old = names.filter((name) => name !== this.name && name !== before);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  /** Undefined leaves the request to the browser. */
  answer(request: Request): Promise<Response> | undefined {
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== this.ports.origin) return undefined;
    if (request.mode === 'navigate') {
      return notScreens.test(pathname) ? undefined : this.newest(request, page, patienceMs);
    }
    if (pathname === configuration) return this.newest(request, configuration, patienceMs, true);
    const isListed =
      this.release.ahead.includes(pathname) || this.release.wanted.includes(pathname);
    if (hashed.test(pathname)) return this.kept(request, pathname, isListed);
    return isListed ? this.newest(request, pathname, patienceMs) : undefined;
  }

  /** A few at a time: what the person does meanwhile comes first. */
  private async takeAll(cache: Cache, paths: readonly string[]): Promise<void> {
    const left = [...paths].values();
    const takeNext = async () => {
      for (const path of left) await this.take(cache, path);
    };
    await Promise.all(Array.from({ length: atOnce }, takeNext));
  }

  private async take(store: Cache, path: string): Promise<void> {
    const isHashed = hashed.test(path);
    const known = isHashed ? await this.ports.caches.match(path) : undefined;
    const cache = isHashed ? 'default' : 'no-cache';
    const response = known ?? (await this.ports.fetch(path, { cache }));
    if (!response.ok || response.redirected)
      throw new Error(`${path} answered ${response.status.toString()}`);
    await store.put(path, response);
  }

  /** From the network, so that nobody who has one works on an old release; what is kept here when there is none. */
  private async newest(
    request: Request,
    path: string,
    withinMs: number,
    remember = false,
  ): Promise<Response> {
    const here = await this.find(path);
    const fetched = this.ports.fetch(request);
    if (remember) {
      void fetched.then((response) => this.remember(path, response)).catch(() => undefined);
    }
    if (!here) return fetched;
    const tooLong = new Promise<Response>((resolve) => setTimeout(resolve, withinMs, here));
    return Promise.race([
      tooLong,
      fetched.then((response) => (response.status >= 500 ? here : response)).catch(() => here),
    ]);
  }

  /** A name with a hash means the same bytes for ever. */
  private async kept(request: Request, path: string, isListed: boolean): Promise<Response> {
    const here = await this.find(path);
    if (here) return here;
    const response = await this.ports.fetch(request);
    if (isListed) {
      if (response.ok) await this.remember(path, response);
      // The release was taken from the host while it is not whole here: the next page has to come from the network.
      else await this.ports.caches.delete(this.name);
    }
    return response;
  }

  private async remember(path: string, response: Response): Promise<void> {
    if (!response.ok) return;
    const copy = response.clone();
    await (await this.ports.caches.open(this.name)).put(path, copy);
  }

  /** In this release, or in the one before. */
  private async find(path: string): Promise<Response | undefined> {
    const { caches } = this.ports;
    const own = (await caches.has(this.name)) ? await caches.open(this.name) : undefined;
    const here = await own?.match(path);
    if (here || !hashed.test(path)) return here;
    return caches.match(path);
  }
}
