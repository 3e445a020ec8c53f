import type { Release } from './release.ts';
import { ShellCache } from './shell-cache.ts';

/** Put in by the step after the build. */
declare const RELEASE: Release;

/** What a service worker has that a page has not; lib.dom does not describe it. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  readonly caches: CacheStorage;
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  fetch: typeof fetch;
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(name: 'fetch', listener: (event: FetchEvent) => void): void;
}

const worker = globalThis as unknown as WorkerScope;
const shell = new ShellCache(RELEASE, {
  caches: worker.caches,
  fetch: (input, init) => worker.fetch(input, init),
  origin: worker.location.origin,
});

// It may take over at once: pages come from the network, and files are told apart by the hash in their names.
worker.addEventListener('install', (event) => {
  event.waitUntil(shell.install().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(shell.activate().then(() => worker.clients.claim()));
});
worker.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request);
  if (answer) event.respondWith(answer);
});
