import { LivePointer } from '../bucket/live.ts';
import type { Live } from '../bucket/live.ts';
import { encodings, siteKey } from '../bucket/layout.ts';
import type { PortalBucket } from '../bucket/portal-bucket.ts';
import { readReleases } from '../bucket/releases.ts';
import { inParallel } from '../parallel.ts';
import { kindOf } from './file-kinds.ts';
import type { Build } from './read-build.ts';
import { assetsOf } from './release.ts';
import type { BuiltFile, Release, ReleaseFile } from './release.ts';
import { keysOfAsset } from './upload.ts';

/** What is in the bucket. */
export interface Inventory {
  readonly live: Live | undefined;
  readonly pointer: LivePointer;
  /** Newest first. */
  readonly releases: readonly Release[];
  /** Keys below `site/`. */
  readonly site: ReadonlySet<string>;
}

export async function takeInventory(bucket: PortalBucket): Promise<Inventory> {
  const pointer = new LivePointer(bucket);
  const [live, releases, site] = await Promise.all([
    pointer.read(),
    readReleases(bucket),
    bucket.list(siteKey('')),
  ]);
  return { live, pointer, releases, site };
}

export interface AssetPlan {
  readonly upload: readonly BuiltFile[];
  readonly reused: readonly BuiltFile[];
  /** Of those to be uploaded, what lies there with other contents under the same name: edges may hold it. */
  readonly damaged: readonly string[];
}

/** Which assets are there already, as their metadata say; a record is not believed, since somebody may have written after it. */
export async function planAssets(
  bucket: PortalBucket,
  build: Build,
  { site }: Inventory,
): Promise<AssetPlan> {
  const states = await inParallel(assetsOf(build.files), 16, async (asset) => {
    const keys = keysOfAsset(asset.path);
    const here = keys.filter((key) => site.has(key));
    const found = await Promise.all(here.map((key) => bucket.sha256Of(key)));
    if (found.some((sha256) => sha256 !== asset.sha256)) return { asset, state: 'damaged' };
    return { asset, state: here.length === keys.length ? 'reused' : 'missing' };
  });
  const those = (...wanted: string[]) =>
    states.filter(({ state }) => wanted.includes(state)).map(({ asset }) => asset);
  return {
    upload: those('missing', 'damaged'),
    reused: those('reused'),
    damaged: those('damaged').map(({ path }) => path),
  };
}

/** The live release, the one before it, and the newest besides, `keep` in all. */
export function releasesToKeep<Known extends Pick<Release, 'id'>>(
  releases: readonly Known[],
  live: Pick<Live, 'release' | 'previous'> | undefined,
  keep: number,
): Known[] {
  const first = [live?.release, live?.previous];
  const rank = ({ id }: Known) => (first.includes(id) ? first.indexOf(id) : first.length);
  return [...releases].sort((a, b) => rank(a) - rank(b)).slice(0, keep);
}

/** Keys below `site/` of assets that no release needs. Whatever else lies there is left alone. */
export function assetsWithoutRelease(
  site: ReadonlySet<string>,
  releases: readonly { readonly files: readonly ReleaseFile[] }[],
): string[] {
  const needed = new Set(
    releases.flatMap(({ files }) => assetsOf(files).flatMap(({ path }) => keysOfAsset(path))),
  );
  return [...site].filter((key) => !needed.has(key) && isAssetKey(key));
}

function isAssetKey(key: string): boolean {
  const ending = Object.values(encodings).find((each) => key.endsWith(each)) ?? '';
  return kindOf(key.slice(siteKey('').length, key.length - ending.length)) === 'asset';
}
