/** The browser's cache storage in memory: as much of it as the portal uses, in the order that the standard says. */
export class MemoryCaches implements CacheStorage {
  private readonly stores = new Map<string, MemoryCache>();

  open(name: string): Promise<Cache> {
    const store = this.stores.get(name) ?? new MemoryCache();
    this.stores.set(name, store);
    return Promise.resolve(store);
  }

  has(name: string): Promise<boolean> {
    return Promise.resolve(this.stores.has(name));
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.stores.delete(name));
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.stores.keys()]);
  }

  async match(key: RequestInfo | URL): Promise<Response | undefined> {
    for (const store of this.stores.values()) {
      const found = await store.match(key);
      if (found) return found;
    }
    return undefined;
  }
}

class MemoryCache implements Cache {
  private readonly entries = new Map<string, Response>();

  match(key: RequestInfo | URL): Promise<Response | undefined> {
    return Promise.resolve(this.entries.get(urlOf(key))?.clone());
  }

  put(key: RequestInfo | URL, response: Response): Promise<void> {
    this.entries.delete(urlOf(key));
    this.entries.set(urlOf(key), response);
    return Promise.resolve();
  }

  delete(key: RequestInfo | URL): Promise<boolean> {
    return Promise.resolve(this.entries.delete(urlOf(key)));
  }

  keys(): Promise<Request[]> {
    return Promise.resolve([...this.entries.keys()].map((url) => new Request(url)));
  }

  matchAll = unused;
  add = unused;
  addAll = unused;
}

function urlOf(key: RequestInfo | URL): string {
  return key instanceof Request ? key.url : new URL(String(key), 'http://localhost').href;
}

function unused(): never {
  throw new Error('the portal does not use this');
}
