/**
 * Where things lie in the bucket. The distribution reads `site/` and nothing else:
 *
 *     site/main-AB12cd34.js  .br  .gz     assets of all releases, as built and compressed
 *     site/index.html, site/config.json   entries of the live release, copied from
 *     releases/<id>/files/index.html …    entries of each release
 *     releases/<id>/release.json          its record, written when all its files are there
 *     state/live.json  state/lock.json    which release is live; who is at it
 */
export const siteKey = (path: string) => `site/${path}`;
export const releasesPrefix = 'releases/';
export const entryKey = (release: string, path: string) => `releases/${release}/files/${path}`;
export const recordKey = (release: string) => `releases/${release}/release.json`;
export const liveKey = 'state/live.json';
export const lockKey = 'state/lock.json';

/** How an asset lies in the bucket: as built, and in each encoding under a name that ends with it. */
export const encodings = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof encodings;
