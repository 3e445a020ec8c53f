import { extname } from 'node:path';

/**
 * What a file of a build is to a browser.
 * - `asset`: its name changes with its contents, so it is shared by releases and kept for good;
 * - `entry`: its name stays, so it belongs to one release and is asked for again each time.
 */
export type FileKind = 'asset' | 'entry';

const immutable = 'public, max-age=31536000, immutable';
const hashedScript = /^[^/]+-[\w-]{8}\.(?:css|js)(?:\.map)?$/;
const hashedMedia = /^media\/[^/]+-[\w-]{8}\.\w+$/;

/** The builder puts a hash into names of scripts, styles and what they bring; `icon-maskable.png` only looks like it. */
export function kindOf(path: string): FileKind {
  return hashedScript.test(path) || hashedMedia.test(path) ? 'asset' : 'entry';
}

export const cacheControl: Readonly<Record<FileKind, string>> = {
  asset: immutable,
  entry: 'no-cache',
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The content type of a file, undefined when nobody has said what its ending means. */
export function contentTypeOf(path: string): string | undefined {
  return contentTypes[extname(path).toLowerCase()];
}

/** Endings of assets that lie in the bucket compressed as well; the distribution's function asks for those by these endings. */
export const compressedEndings = ['css', 'js', 'json', 'map', 'svg', 'ttf', 'wasm'] as const;

export function isCompressed(path: string): boolean {
  const ending = extname(path).slice(1).toLowerCase();
  return kindOf(path) === 'asset' && compressedEndings.some((each) => each === ending);
}

/**
 * The order in which entries go live: the page after all that it asks for, and the service worker's list after the page,
 * whose hash is in it.
 */
export function inOrderOfSwitch<File extends { readonly path: string }>(
  files: readonly File[],
): File[] {
  const workers = ['safety-worker.js', 'ngsw-worker.js', 'ngsw.json', 'service-worker.js'];
  const last = ['config.json', 'index.html', ...workers];
  const rank = ({ path }: File) => last.indexOf(path);
  return [...files].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}
