import { releasesPrefix } from '../bucket/layout.ts';
import type { Lock } from '../bucket/lock.ts';
import { forgetRelease } from '../bucket/releases.ts';
import { locked } from './locked.ts';
import { readPackageVersion } from '../package-version.ts';
import {
  assetsWithoutRelease,
  planAssets,
  releasesToKeep,
  takeInventory,
} from '../release/plan-release.ts';
import { readBuild } from '../release/read-build.ts';
import type { Build } from '../release/read-build.ts';
import { entriesOf, totalBytes } from '../release/release.ts';
import type { BuiltFile, Release } from '../release/release.ts';
import { uploadAssets, uploadRelease } from '../release/upload.ts';
import { megabytes, whoRuns } from '../run.ts';
import type { Outcome, Run } from '../run.ts';
import { switchRelease } from '../switch-release.ts';

/** Uploads a build beside what is there, makes it live, and clears away what is older than what is kept. */
export async function apply(run: Run): Promise<Outcome> {
  const { line, environment } = run;
  const build = await readBuild(line.build, environment.config, readPackageVersion());
  return locked(run, `apply ${build.id}`, async (lock) => {
    const inventory = await takeInventory(run.bucket);
    const assets = await planAssets(run.bucket, build, inventory);
    run.tell(`release ${build.id}, version ${build.version}`);
    await uploadAssets(run.bucket, assets.upload, line.quality, progressOf(run, assets.upload));
    lock.assertHeld();
    const recorded = inventory.releases.find(({ id }) => id === build.id);
    const release = recorded ?? releaseOf(build, line.commit ?? null);
    if (!recorded) await uploadRelease(run.bucket, release, build.files);
    run.tell(`uploaded: ${build.id}`);
    const { live } = inventory;
    const invalidated = await switchRelease(run, lock, inventory, release, assets.damaged);
    const removed = await clearAway(run, lock);
    const entries = recorded ? [] : entriesOf(build.files);
    const result = {
      release: build.id,
      version: build.version,
      before: live?.release ?? null,
      uploaded: { assets: assets.upload.length, entries: entries.length },
      bytes: totalBytes([...assets.upload, ...entries]),
      reused: assets.reused.length,
      invalidated,
      removed,
    };
    return { result, lines: linesOf(result), isGood: true };
  });
}

function releaseOf({ id, version, files }: Build, commit: string | null): Release {
  return {
    id,
    version,
    commit,
    uploadedAt: new Date().toISOString(),
    uploadedBy: whoRuns(),
    files: files.map(({ path, kind, sha256, bytes }) => ({ path, kind, sha256, bytes })),
  };
}

/** Tells each tenth of the way. */
function progressOf({ tell }: Run, assets: readonly BuiltFile[]) {
  const all = totalBytes(assets);
  let tenths = 0;
  return (done: number, bytes: number) => {
    const now = Math.floor((10 * bytes) / Math.max(all, 1));
    if (now === tenths) return;
    tenths = now;
    tell(
      `assets: ${String(done)} of ${String(assets.length)}, ${megabytes(bytes)} of ${megabytes(all)}`,
    );
  };
}

/** Releases beyond those that are kept, files that a run left without a record, and assets that nothing needs any more. */
async function clearAway(run: Run, lock: Lock) {
  const { bucket, line } = run;
  const { live, releases, site } = await takeInventory(bucket);
  const kept = releasesToKeep(releases, live, line.keep);
  const gone = (await idsBelowReleases(run)).filter((id) => !kept.some((each) => each.id === id));
  for (const id of gone) {
    lock.assertHeld();
    await forgetRelease(bucket, id);
  }
  const objects = assetsWithoutRelease(site, kept);
  lock.assertHeld();
  await bucket.delete(objects);
  return { releases: gone, objects: objects.length };
}

async function idsBelowReleases({ bucket }: Run): Promise<string[]> {
  const keys = await bucket.list(releasesPrefix);
  return [...new Set([...keys].map((key) => key.split('/')[1] ?? ''))];
}

function linesOf(result: {
  readonly release: string;
  readonly before: string | null;
  readonly uploaded: { readonly assets: number; readonly entries: number };
  readonly bytes: number;
  readonly reused: number;
  readonly invalidated: number;
  readonly removed: { readonly releases: readonly string[]; readonly objects: number };
}): string[] {
  const { release, before, uploaded, bytes, reused, invalidated, removed } = result;
  return [
    `${release} is live${before === release ? ', as before' : before ? `; before it ${before}` : ''}`,
    `uploaded ${String(uploaded.assets)} assets and ${String(uploaded.entries)} entries, ${megabytes(bytes)}; ${String(reused)} assets were there`,
    `edges forgot ${String(invalidated)} addresses`,
    ...(removed.releases.length > 0 ? [`removed ${removed.releases.join(', ')}`] : []),
    ...(removed.objects > 0 ? [`removed ${String(removed.objects)} assets of no release`] : []),
  ];
}
