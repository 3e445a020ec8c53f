import { inParallel } from '../parallel.ts';
import { cacheControl, contentTypeOf, isCompressed } from '../release/file-kinds.ts';
import { sha256 } from '../release/read-build.ts';
import { assetsOf } from '../release/release.ts';
import type { Release, ReleaseFile } from '../release/release.ts';
import { look, wrongHeaders } from './place.ts';
import type { Place, Seen } from './place.ts';

const atATime = 8;

/** Fetches every file in every encoding that it has; what is found is a sentence each. */
export async function checkFiles(place: Place, files: readonly ReleaseFile[]): Promise<string[]> {
  const found = await inParallel(files, atATime, async (file) => {
    const accepted = isCompressed(file.path) ? ['br', 'gzip', 'identity'] : ['br, gzip'];
    const findings: string[] = [];
    for (const each of accepted) {
      const seen = await look(place, `/${file.path}`, each);
      findings.push(
        ...wrongWith(place, file, seen, each).map((wrong) => `/${file.path}: ${wrong}`),
      );
    }
    return findings;
  });
  return found.flat();
}

/** Pages that were loaded before the live release still ask for what it no longer has. */
export async function checkOldAssets(
  place: Place,
  live: Release,
  others: readonly Release[],
): Promise<string[]> {
  const own = new Set(live.files.map(({ path }) => path));
  const old = new Map(
    others.flatMap(({ files }) => assetsOf(files).map((file) => [file.path, file] as const)),
  );
  return checkFiles(
    place,
    [...old.values()].filter(({ path }) => !own.has(path)),
  );
}

function wrongWith(place: Place, file: ReleaseFile, seen: Seen, accepted: string): string[] {
  if (seen.status !== 200) return [`answered ${String(seen.status)}`];
  const expected = {
    'content-type': contentTypeOf(file.path) ?? '',
    'cache-control': cacheControl[file.kind],
    ...(isCompressed(file.path)
      ? { 'content-encoding': accepted === 'identity' ? null : accepted }
      : {}),
  };
  return [
    ...(sha256(seen.body) === file.sha256 ? [] : ['has other contents than were released']),
    ...Object.entries(expected)
      .filter(([name, value]) => seen.headers.get(name) !== value)
      .map(([name]) => `${name} is ${seen.headers.get(name) ?? 'missing'} for ${accepted}`),
    ...wrongHeaders(place, seen),
  ];
}
