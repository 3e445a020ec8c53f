import { entryKey, siteKey } from './bucket/layout.ts';
import type { Live } from './bucket/live.ts';
import type { Lock } from './bucket/lock.ts';
import { invalidate } from './invalidate.ts';
import { inParallel } from './parallel.ts';
import { inOrderOfSwitch } from './release/file-kinds.ts';
import type { Inventory } from './release/plan-release.ts';
import { entriesOf } from './release/release.ts';
import type { Release } from './release/release.ts';
import { whoRuns } from './run.ts';
import type { Run } from './run.ts';

/**
 * Makes a release the live one, whose files are all in the bucket: says so, copies its entries in place, and has edges
 * forget what changed. What an earlier run left half done is done with it.
 *
 * @param damaged addresses of assets that were put right
 * @returns how many addresses edges had to forget
 */
export async function switchRelease(
  run: Run,
  lock: Lock,
  inventory: Inventory,
  release: Release,
  damaged: readonly string[] = [],
): Promise<number> {
  const { live, pointer } = inventory;
  const gone = entriesGone(inventory, release);
  const stale = new Set([
    ...(live?.settled === false ? live.stale : []),
    ...(await changed(run, release)),
    ...gone.map(addressOf),
    ...damaged.map(addressOf),
  ]);
  if (live?.release === release.id && live.settled && stale.size === 0) return 0;
  const next: Live = {
    release: release.id,
    previous: live?.release === release.id ? live.previous : (live?.release ?? null),
    since: isUnfinished(live, release, stale) ? live.since : new Date().toISOString(),
    by: whoRuns(),
    settled: false,
    stale: [...stale].sort(),
  };
  run.signal.throwIfAborted();
  await pointer.write(next);
  await putEntriesInPlace(run, lock, release, gone);
  run.tell(`${release.id} is live`);
  await invalidate(run, next.stale, `${release.id}-${Date.parse(next.since).toString(36)}`);
  await pointer.write({ ...next, settled: true, stale: [] });
  return stale.size;
}

/** The same switch as the one that was begun, so that its invalidation is asked for under the same name. */
function isUnfinished(
  live: Live | undefined,
  release: Release,
  stale: ReadonlySet<string>,
): live is Live {
  return (
    live?.release === release.id && !live.settled && [...stale].sort().join() === live.stale.join()
  );
}

/** From here on the release is live: an interruption waits until all entries are of one release. */
async function putEntriesInPlace(
  run: Run,
  lock: Lock,
  release: Release,
  gone: readonly string[],
): Promise<void> {
  const bucket = run.bucket.uninterrupted();
  for (const { path } of inOrderOfSwitch(entriesOf(release.files))) {
    lock.assertHeld();
    await bucket.copy(entryKey(release.id, path), siteKey(path));
    run.tell(`in place: ${path}`);
  }
  await bucket.delete(gone.map(siteKey));
}

/** Entries of other releases that lie in `site/` and are not of this one. */
function entriesGone({ releases, site }: Inventory, release: Release): string[] {
  const own = new Set(release.files.map(({ path }) => path));
  const others = new Set(releases.flatMap(({ files }) => entriesOf(files).map(({ path }) => path)));
  return [...others].filter((path) => !own.has(path) && site.has(siteKey(path)));
}

/** Addresses in whose place something else lies than what this release has there. */
async function changed({ bucket }: Run, { files }: Release): Promise<string[]> {
  const entries = await inParallel(entriesOf(files), 16, async ({ path, sha256 }) => ({
    path,
    isSame: (await bucket.sha256Of(siteKey(path))) === sha256,
  }));
  return entries
    .filter(({ isSame }) => !isSame)
    .flatMap(({ path }) => (path === 'index.html' ? ['/', '/index.html'] : [addressOf(path)]));
}

const addressOf = (path: string) => `/${path}`;
