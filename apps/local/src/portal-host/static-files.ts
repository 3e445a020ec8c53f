import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.ttf': 'font/ttf',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const compressible = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt', '.ttf']);
const worthwhileBytes = 1000;
const hashedName = /-[A-Za-z0-9_-]{8}\.(?:js|css)$/;

export type Encoding = 'br' | 'gzip' | 'identity';

export interface StaticFile {
  readonly type: string;
  readonly cacheControl: string;
  /** The bytes in that encoding, or as they are when it does not pay; undefined when the build took the file away. */
  bytes(encoding: Encoding): Promise<{ body: Buffer; encoding: Encoding } | undefined>;
}

/**
 * The files of a build as it is now: read anew when the portal was built again under a running host. While it is being
 * built they stay what they were.
 */
export function watchStaticFiles(folder: string): () => Promise<ReadonlyMap<string, StaticFile>> {
  let builtAt: number | undefined;
  let files: Promise<ReadonlyMap<string, StaticFile>> = Promise.resolve(new Map());
  return async () => {
    const page = await stat(join(folder, 'index.html')).catch(() => undefined);
    if (page && page.mtimeMs !== builtAt) {
      builtAt = page.mtimeMs;
      files = readStaticFiles(folder);
    }
    return files;
  };
}

/** Every file of a build by its path from the root; what is not in here is not served. */
async function readStaticFiles(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, staticFile(file)]),
  );
}

function staticFile(path: string): StaticFile {
  const extension = extname(path);
  const made = new Map<Encoding, Promise<Buffer>>();
  const make = (encoding: Encoding) => {
    const known = made.get(encoding) ?? encoded(path, encoding);
    made.set(encoding, known);
    return known;
  };
  return {
    type: types[extension] ?? 'application/octet-stream',
    cacheControl: hashedName.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    async bytes(wanted) {
      const plain = await make('identity').catch(undefinedIfGone);
      if (!plain) return undefined;
      const pays = compressible.has(extension) && plain.byteLength >= worthwhileBytes;
      const encoding = pays ? wanted : 'identity';
      return { body: await make(encoding), encoding };
    },
  };
}

function undefinedIfGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/** Compressed once per start and kept: the build is small, and its names change with its contents. */
async function encoded(path: string, encoding: Encoding): Promise<Buffer> {
  const plain = await readFile(path);
  if (encoding === 'identity') return plain;
  if (encoding === 'gzip') return promisify(gzip)(plain, { level: 9 });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return promisify(brotliCompress)(plain, { params });
}

/** The best encoding a browser says it takes. */
export function acceptedEncoding(header: string | undefined): Encoding {
  const accepted = (header ?? '')
    .split(',')
    .filter((each) => !/;\s*q=0(?:\.0*)?\s*$/.test(each))
    .map((each) => each.split(';')[0]?.trim());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'identity';
}
