export * from './memory-caches.ts';
export * from './screen.ts';
export * from './signed-in.ts';
