import { readPackageVersion } from '../package-version.ts';
import {
  assetsWithoutRelease,
  planAssets,
  releasesToKeep,
  takeInventory,
} from '../release/plan-release.ts';
import { readBuild } from '../release/read-build.ts';
import { entriesOf, totalBytes } from '../release/release.ts';
import { megabytes } from '../run.ts';
import type { Outcome, Run } from '../run.ts';

/** What `apply` would do now. Writes nothing. */
export async function plan(run: Run): Promise<Outcome> {
  const { line, environment, bucket } = run;
  const build = await readBuild(line.build, environment.config, readPackageVersion());
  const inventory = await takeInventory(bucket);
  const assets = await planAssets(bucket, build, inventory);
  const { live, releases, site } = inventory;
  const isThere = releases.some(({ id }) => id === build.id);
  const next = isThere ? releases : [build, ...releases];
  const kept = releasesToKeep(next, livesNext(live?.release, live?.previous, build.id), line.keep);
  const removed = releases.filter(({ id }) => !kept.some((each) => each.id === id));
  const entries = isThere ? [] : entriesOf(build.files);
  const result = {
    release: build.id,
    version: build.version,
    live: live?.release ?? null,
    isLive: live?.release === build.id && live.settled,
    upload: {
      assets: assets.upload.map(({ path }) => path),
      entries: entries.map(({ path }) => path),
      bytes: totalBytes([...assets.upload, ...entries]),
    },
    reuse: { assets: assets.reused.length, bytes: totalBytes(assets.reused) },
    damaged: assets.damaged,
    remove: {
      releases: removed.map(({ id }) => id),
      objects: assetsWithoutRelease(site, kept).length,
    },
  };
  return { result, lines: linesOf(result), isGood: true };
}

interface Planned {
  readonly release: string;
  readonly version: string;
  readonly live: string | null;
  readonly isLive: boolean;
  readonly upload: {
    readonly assets: readonly string[];
    readonly entries: readonly string[];
    readonly bytes: number;
  };
  readonly reuse: { readonly assets: number; readonly bytes: number };
  readonly damaged: readonly string[];
  readonly remove: { readonly releases: readonly string[]; readonly objects: number };
}

function linesOf({ release, version, live, isLive, upload, reuse, damaged, remove }: Planned) {
  const { assets, entries, bytes } = upload;
  return [
    `release ${release}, version ${version}${isLive ? ', is live already' : ''}`,
    `live now: ${live ?? 'nothing'}`,
    `upload: ${String(assets.length)} assets and ${String(entries.length)} entries, ${megabytes(bytes)} before compression`,
    `reuse: ${String(reuse.assets)} assets, ${megabytes(reuse.bytes)}`,
    ...damaged.map((path) => `put right: ${path} lies there with other contents`),
    `remove: ${remove.releases.length === 0 ? 'no release' : `releases ${remove.releases.join(', ')}`}, ${String(remove.objects)} objects that no release needs`,
    'nothing was written',
  ];
}

function livesNext(live: string | undefined, previous: string | null | undefined, next: string) {
  return { release: next, previous: (live === next ? previous : live) ?? null };
}
